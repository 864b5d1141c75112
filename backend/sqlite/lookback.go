package sqlite

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/afterword-app/afterword/backend/library"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/sqlite/internal/queries"
)

// Looking back over thousands of revisions is quick because they share nearly
// all of their pieces: each piece is read once, whatever holds it, and what was
// found out about it counts for all of its holders.

// lookback reads the pieces below many roots.
type lookback struct {
	queries *queries.Queries
	packer  packer
}

// each reads the wanted pieces, then what visit returns for each of them, and so
// on, each piece once and those that are damaged never. Pieces are visited in no
// order, but always after one that named them.
func (l lookback) each(ctx context.Context, wanted []hash, visit func(piece) []hash) error {
	seen := make(map[hash]bool, len(wanted))
	var waiting []hash
	want := func(hashes []hash) {
		for _, h := range hashes {
			if !seen[h] {
				seen[h] = true
				waiting = append(waiting, h)
			}
		}
	}
	want(wanted)
	for len(waiting) > 0 {
		from := max(0, len(waiting)-piecesAtOnce)
		batch := make([][]byte, 0, piecesAtOnce)
		for _, h := range waiting[from:] {
			batch = append(batch, slices.Clone(h[:]))
		}
		waiting = waiting[:from]
		rows, err := l.queries.PiecesByHash(ctx, batch)
		if err != nil {
			return wrap(err, "look through history")
		}
		for _, row := range rows {
			if found, ok := openPiece(l.packer, row); ok {
				want(visit(found))
			}
		}
	}
	return nil
}

// lookThrough gives do the lines of a history, its own first, and what to read
// their pieces with; CodeNotFound.
func (db *DB) lookThrough(ctx context.Context, id retro.RetrospectiveID, do func(l lookback, lines []line) error) error {
	return db.read(ctx, "look through history", func(q *queries.Queries) error {
		lines, err := readLines(ctx, q, id)
		if err != nil {
			return err
		}
		if len(lines[0].revisions) == 0 {
			return retro.Errorf(retro.CodeNotFound, "there is no retrospective %s", id)
		}
		return do(lookback{queries: q, packer: db.packer}, lines)
	})
}

func roots(lines []line) []hash {
	var hashes []hash
	for _, l := range lines {
		for _, row := range l.revisions {
			hashes = append(hashes, hash(row.Root))
		}
	}
	return hashes
}

// turn is a revision after which something is another than before.
type turn[S comparable] struct {
	revision     retro.RevisionID
	root, before hash // of it, and of the revision before it
	is           S
}

// travel finds the turns of something along a history. Where a merge took a state
// over from the line that it names, the turns are those of that line, by those
// who wrote there.
type travel[S comparable] struct {
	lines map[retro.RevisionID]line
	roots map[hash]hash             // by chain
	at    func(root hash) (S, bool) // false where it cannot be told
}

// turns are those along a history's own line, the oldest first, from a state on
// in which nothing was there.
func turns[S comparable](lines []line, nothing S, at func(root hash) (S, bool)) []turn[S] {
	t := travel[S]{lines: map[retro.RevisionID]line{}, roots: map[hash]hash{}, at: at}
	for _, l := range lines {
		t.lines[l.id] = l
		for _, row := range l.revisions {
			t.roots[hash(row.Chain)] = hash(row.Root)
		}
	}
	found, _ := t.along(lines[0], nothing, hash{})
	return found
}

// along returns the turns along a line that begins in a state, and how it ends.
func (t travel[S]) along(l line, was S, before hash) ([]turn[S], S) {
	var found []turn[S]
	for _, row := range l.revisions {
		root := hash(row.Root)
		is, ok := t.at(root)
		if !ok {
			continue
		}
		if is != was {
			here := turn[S]{revision: row.ID, root: root, before: before, is: is}
			if theirs := t.aside(row, is); len(theirs) > 0 {
				found = append(found, theirs...)
			} else {
				found = append(found, here)
			}
		}
		was, before = is, root
	}
	return found, was
}

// aside returns the turns along the line that a merge took in, where it ends with
// what the merge says too.
func (t travel[S]) aside(merge queries.Revision, is S) []turn[S] {
	l, ok := t.lines[merge.OriginID]
	if !ok || merge.Kind != retro.RevisionImported || l.isOwn() {
		return nil
	}
	delete(t.lines, l.id) // a damaged file may go round in a circle
	begin, ok := t.roots[hash(l.begins())]
	if !ok {
		begin = hash(l.revisions[0].Root)
	}
	was, ok := t.at(begin)
	if !ok {
		return nil
	}
	found, end := t.along(l, was, begin)
	if end != is {
		return nil
	}
	return found
}

// finding is what is known of the text below a piece.
type finding int

const (
	unknown finding = iota // something below it is damaged, and it is not in the rest
	absent
	present
)

// Sightings implements library.Revisions.
func (db *DB) Sightings(ctx context.Context, id retro.RetrospectiveID, matches func(text string) bool) ([]library.Sighting, error) {
	sightings := []library.Sighting{}
	err := db.lookThrough(ctx, id, func(l lookback, lines []line) error {
		particulars, _ := db.lists.Of(retro.NounParticulars)
		s := search{particulars: particulars, kinds: listsByKind(db.lists), found: map[hash]finding{}, members: map[hash][]hash{}, places: map[hash]library.Place{}}
		if err := l.each(ctx, roots(lines), func(p piece) []hash { return s.visit(p, matches) }); err != nil {
			return err
		}
		for _, t := range turns(lines, absent, func(root hash) (finding, bool) {
			is := s.below(root)
			return is, is != unknown
		}) {
			if t.is == present {
				sightings = append(sightings, library.Sighting{Revision: t.revision, Appeared: true, Place: s.place(t.root)})
			} else {
				sightings = append(sightings, library.Sighting{Revision: t.revision, Place: s.place(t.before)})
			}
		}
		return nil
	})
	return sightings, err
}

// search remembers where a text was found.
type search struct {
	particulars retro.List
	kinds       map[pieceKind]retro.List
	found       map[hash]finding
	members     map[hash][]hash
	places      map[hash]library.Place // of the pieces that are a place by themselves
}

func (s *search) visit(p piece, matches func(string) bool) []hash {
	members := p.kind.members(p.body)
	s.members[p.hash] = members
	switch p.kind {
	case pieceBlock:
		s.found[p.hash] = found(matches(string(p.body)))
	case pieceRoot, pieceList:
	default:
		list, record, ok := s.record(p)
		if !ok {
			return members
		}
		isFound := false
		if list.IsSearched {
			heading, texts := list.Searched(record)
			isFound = matches(heading) || matches(joinLines(texts))
			s.places[p.hash] = library.Place{Noun: list.Noun, ID: list.ID(record), Title: heading}
		}
		if isFound || len(members) == 0 {
			s.found[p.hash] = found(isFound)
		}
	}
	return members
}

func found(is bool) finding {
	if is {
		return present
	}
	return absent
}

// listsByKind are the lists by the kind of their records' pieces.
func listsByKind(lists retro.Lists) map[pieceKind]retro.List {
	found := map[pieceKind]retro.List{}
	for list := range lists.All() {
		if list.Member > 0 {
			found[kindOf(list)] = list
		}
	}
	return found
}

// record is the one that a piece holds; false for a piece that holds none.
func (s *search) record(p piece) (retro.List, retro.Record, bool) {
	var content retro.Content
	switch p.kind {
	case pieceRoot, pieceList, pieceBlock:
		return retro.List{}, nil, false
	case pieceHead:
		if json.Unmarshal(p.body, &content) != nil {
			return retro.List{}, nil, false
		}
		return s.particulars, s.particulars.Records(&content)[0], true
	case pieceDebrief: // nothing in it is searched
		return retro.List{}, nil, true
	default:
		list, ok := s.kinds[p.kind]
		body := p.body
		if p.kind.hasText() {
			body = body[min(hashSize, len(body)):]
		}
		if !ok {
			return list, nil, false
		}
		record := list.New()
		return list, record, json.Unmarshal(body, record) == nil
	}
}

// below says whether the text stands anywhere under a piece.
func (s *search) below(h hash) finding {
	if known, ok := s.found[h]; ok {
		return known
	}
	members, ok := s.members[h]
	if !ok {
		return unknown
	}
	result := absent
	for _, member := range members {
		switch s.below(member) {
		case present:
			s.found[h] = present
			return present
		case unknown:
			result = unknown
		case absent:
		}
	}
	s.found[h] = result
	return result
}

// place is the first thing under a piece in which the text stands.
func (s *search) place(h hash) library.Place {
	if place, ok := s.places[h]; ok {
		return place
	}
	for _, member := range s.members[h] {
		if s.found[member] == present {
			return s.place(member)
		}
	}
	return library.Place{}
}

// Versions implements library.Revisions.
func (db *DB) Versions(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, thing string) ([]library.Version, error) {
	list, ok := db.lists.Of(noun)
	if !ok || list.Member == 0 {
		return nil, retro.Errorf(retro.CodeInvalid, "nothing is known of the past of a %s", noun)
	}
	versions := []library.Version{}
	err := db.lookThrough(ctx, id, func(l lookback, lines []line) error {
		past := past{kind: kindOf(list), thing: thing, members: map[hash][]hash{}, lists: map[hash]hash{}, is: map[hash]bool{}}
		if err := l.each(ctx, roots(lines), func(p piece) []hash {
			if p.kind != pieceRoot {
				return past.visit(p)
			}
			members := p.kind.members(p.body)
			switch {
			case len(members) < rootMembers:
				return nil
			case len(members) <= list.Member: // there was no such list yet
				past.lists[p.hash] = hash{}
				return nil
			}
			past.lists[p.hash] = members[list.Member]
			return members[list.Member : list.Member+1]
		}); err != nil {
			return err
		}
		found := past.versions(lines)
		texts, err := l.texts(ctx, found)
		if err != nil {
			return err
		}
		for _, v := range found {
			versions = append(versions, library.Version{Revision: v.revision, Gone: v.state == hash{}, Blocks: texts.blocks(v.state)})
		}
		return nil
	})
	return versions, err
}

// past looks for the states that one thing was in.
type past struct {
	kind    pieceKind
	thing   string
	members map[hash][]hash // of the lists
	lists   map[hash]hash   // by root, the list that the thing would stand in; none before there was one
	is      map[hash]bool   // by record, whether it is the thing
}

func (p *past) visit(found piece) []hash {
	if found.kind == pieceList {
		members := found.kind.members(found.body)
		p.members[found.hash] = members
		return members
	}
	if found.kind == p.kind {
		body := found.body
		if p.kind.hasText() && len(body) >= hashSize {
			body = body[hashSize:]
		}
		var record struct {
			ID string `json:"id"`
		}
		p.is[found.hash] = json.Unmarshal(body, &record) == nil && record.ID == p.thing
	}
	return nil
}

// state is one that a thing was in, from a revision on; no hash where it was gone.
type state struct {
	revision retro.RevisionID
	state    hash
}

// versions leaves out the revisions that did not touch the thing, and those that
// are damaged where it would stand.
func (p *past) versions(lines []line) []state {
	var states []state
	memo := map[hash]lookup{}
	for _, t := range turns(lines, hash{}, func(root hash) (hash, bool) {
		list, ok := p.lists[root]
		if !ok || list == (hash{}) {
			return hash{}, ok
		}
		now := p.find(list, memo)
		return now.state, !now.isUnsure
	}) {
		states = append(states, state{t.revision, t.is})
	}
	return states
}

type lookup struct {
	state    hash // none where the thing is not there
	isUnsure bool // because something is damaged
}

func (p *past) find(h hash, memo map[hash]lookup) lookup {
	if known, ok := memo[h]; ok {
		return known
	}
	members, isList := p.members[h]
	is, isRecord := p.is[h]
	answer := lookup{isUnsure: !isList && !isRecord}
	if is {
		answer.state = h
	}
	for _, member := range members {
		below := p.find(member, memo)
		if below.state != (hash{}) {
			answer = below
			break
		}
		answer.isUnsure = answer.isUnsure || below.isUnsure
	}
	memo[h] = answer
	return answer
}

// texts are the blocks of sections' texts.
type texts struct {
	members map[hash][]hash
	bodies  map[hash]string
}

// texts reads the texts of those states that are sections.
func (l lookback) texts(ctx context.Context, states []state) (texts, error) {
	found := texts{members: map[hash][]hash{}, bodies: map[hash]string{}}
	wanted := make([]hash, 0, len(states))
	for _, s := range states {
		wanted = append(wanted, s.state)
	}
	err := l.each(ctx, wanted, func(p piece) []hash {
		if p.kind == pieceBlock {
			found.bodies[p.hash] = string(p.body)
		}
		found.members[p.hash] = p.kind.members(p.body)
		return found.members[p.hash]
	})
	return found, err
}

func (t texts) blocks(h hash) []string {
	if body, ok := t.bodies[h]; ok {
		return []string{body}
	}
	var blocks []string
	for _, member := range t.members[h] {
		blocks = append(blocks, t.blocks(member)...)
	}
	return blocks
}
