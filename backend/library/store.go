package library

import (
	"context"
	"io"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Store is all that the use cases need of a library file. Every method that changes something is one transaction, and
// returns only after its commit is durable.
type Store interface {
	// Lists are what it keeps of a content, and so what a retrospective is made of.
	Lists() retro.Lists

	Retrospectives
	Revisions
	Blobs
	Derived
	Search
	Preferences
	Exports
	Conflicts
	Bundles
	Purges
	Upkeep
}

// Retrospectives lists what is in the library.
type Retrospectives interface {
	// Summaries returns a window of the retrospectives that are not deleted;
	// CodeInvalid for an order or a stage that there is not.
	Summaries(ctx context.Context, query Query) (Listing, error)

	// Counts tells how much there is to do in them; a debrief that is due before
	// dueBefore is.
	Counts(ctx context.Context, dueBefore time.Time) (Counts, error)

	// Outstanding returns a window of the action items that are not done, of all
	// of them; a limit of 0 is none.
	Outstanding(ctx context.Context, offset, limit int) (Outstanding, error)

	// Summary returns one retrospective, deleted or not; CodeNotFound.
	Summary(ctx context.Context, id retro.RetrospectiveID) (retro.Summary, error)

	// CreateRetrospective stores a new retrospective with its first revision, of
	// which ID, Retrospective, Kind, Reason, Author and At are given.
	CreateRetrospective(ctx context.Context, revision retro.Revision, content retro.Content) (retro.Revision, error)

	// DeleteRetrospective hides it; UndeleteRetrospective shows it again. Nothing
	// is erased. CodeNotFound.
	DeleteRetrospective(ctx context.Context, id retro.RetrospectiveID, at time.Time) error
	UndeleteRetrospective(ctx context.Context, id retro.RetrospectiveID) error
}

// Revisions keeps every saved state.
type Revisions interface {
	// Head returns the newest revision and its content; CodeNotFound. What cannot be
	// read is no error: the content lists it as Lost.
	Head(ctx context.Context, id retro.RetrospectiveID) (retro.Revision, retro.Content, error)

	// Content returns what a revision saved, as Head does; CodeNotFound.
	Content(ctx context.Context, id retro.RevisionID) (retro.Content, error)

	// Commit stores content as the revision after base. The caller gives ID,
	// Retrospective, Kind, Name, Reason, Author, At and Origin; the returned
	// revision also has Seq and Size. Where content is that of the head, nothing is
	// stored and the head returned, unless the revision counts unchanged.
	// CodeConflict when base is not the head.
	Commit(ctx context.Context, base retro.RevisionID, revision retro.Revision, content retro.Content) (retro.Revision, error)

	// Continue is Commit for somebody who goes on with what they were doing: where
	// base is what the library was written by last, so that nothing refers to it, the
	// revision takes its place, and base is gone. Otherwise it comes after base.
	Continue(ctx context.Context, base retro.RevisionID, revision retro.Revision, content retro.Content) (saved retro.Revision, replaced bool, err error)

	// Revisions returns all revisions of a retrospective's own history, newest first.
	Revisions(ctx context.Context, id retro.RetrospectiveID) ([]retro.Revision, error)

	// Merged returns the other histories that were merged into it, in no order.
	Merged(ctx context.Context, id retro.RetrospectiveID) ([]Merged, error)

	// Revision returns one revision, of whatever history; CodeNotFound.
	Revision(ctx context.Context, id retro.RevisionID) (retro.Revision, error)

	// ThinRevisions removes automatic revisions that age has made needless at now,
	// and what only they held, except those in keep, and returns how many it removed. Checkpoints, the first, the head, what was exported and what another
	// revision brought back stay. CodeNotFound.
	ThinRevisions(ctx context.Context, id retro.RetrospectiveID, now time.Time, keep ...retro.RevisionID) (int, error)

	// Sightings returns, oldest first, the revisions in which text that matches
	// appeared anywhere in what people wrote, and those in which it was gone. matches
	// is asked once for each stretch of text: a paragraph, a title, a description.
	// Revisions that are too damaged to tell are passed over. CodeNotFound.
	Sightings(ctx context.Context, id retro.RetrospectiveID, matches func(text string) bool) ([]Sighting, error)

	// Versions returns, oldest first, the states that a thing was in; no matter how
	// many revisions did not touch it. A
	// thing that never was there has none. CodeNotFound, CodeInvalid for a noun.
	Versions(ctx context.Context, id retro.RetrospectiveID, noun retro.Noun, thing string) ([]Version, error)
}

// Merged is the revisions of another history that one merge took in: those that
// were not here before.
type Merged struct {
	Line      retro.RevisionID // the newest of them, which the merge names as its Origin
	Before    retro.RevisionID // the revision that the oldest of them was made from, "" where it is gone
	Revisions []retro.Revision // newest first
}

// Sighting is a revision in which a text came or went.
type Sighting struct {
	Revision retro.RevisionID
	Appeared bool // else it vanished
	// Place is where it stands, or where it stood in the revision before.
	Place Place
}

// Place is a thing in which something stands.
type Place struct {
	Noun  retro.Noun `json:"noun,omitempty"` // "" for the debrief
	ID    string     `json:"id,omitempty"`
	Title string     `json:"title,omitempty"`
}

// Version is one state that a thing was in, from its revision until the next.
type Version struct {
	Revision retro.RevisionID
	Gone     bool     // it was removed
	Blocks   []string // of a section's text, which they join to; they end with a blank line
}

// Blob is one stored original, readable at any place. Close it.
type Blob interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Blobs keeps original bytes by their SHA-256, compressed, each once.
type Blobs interface {
	// PutBlob stores all of r and returns its hash and length in bytes. It stops
	// with ctx, leaving nothing behind.
	PutBlob(ctx context.Context, r io.Reader) (retro.Hash, int64, error)

	// OpenBlob opens stored bytes; CodeNotFound. Reads return CodeDamaged where
	// the bytes do not match what was stored.
	OpenBlob(ctx context.Context, hash retro.Hash) (Blob, error)
}

// Derived keeps what was computed from a blob (entry indexes, thumbnails,
// readings) under a key that names the computation and its settings. All of it
// may vanish at any time.
type Derived interface {
	// Derived returns nil, nil where nothing is kept.
	Derived(ctx context.Context, hash retro.Hash, key string) ([]byte, error)
	PutDerived(ctx context.Context, hash retro.Hash, key string, data []byte) error
}

// Search looks through the whole library.
type Search interface {
	// Search finds the words in titles, sections, events, factors, action items,
	// participants, notes and the beginning of text evidence, best first. The
	// last word may be the beginning of one. Any text is a valid query.
	Search(ctx context.Context, words string, limit int) ([]Hit, error)
	// Mentions are the titles of the retrospectives in which Search finds the words,
	// all of them. What is in private notes alone does not count.
	Mentions(ctx context.Context, words string) (map[retro.RetrospectiveID]string, error)

	// Learnings returns a window of what was learned, in all retrospectives;
	// CodeInvalid for a day that is none.
	Learnings(ctx context.Context, query LearningQuery) (Learnings, error)
}

// Hit is one place where a search found its words.
type Hit struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Title         string                `json:"title"` // of the retrospective
	Noun          retro.Noun            `json:"noun"`
	ID            string                `json:"id"` // of the noun, "" for the particulars
	Heading       string                `json:"heading"`
	Snippet       []SnippetPart         `json:"snippet"`
}

// SnippetPart is a piece of a hit's text; Match marks the words found.
type SnippetPart struct {
	Text  string `json:"text"`
	Match bool   `json:"match"`
}

// Preferences keeps small settings that belong to the library.
type Preferences interface {
	// Preference returns "" for a name that was never set.
	Preference(ctx context.Context, name string) (string, error)
	SetPreference(ctx context.Context, name, value string) error
}

// Exports keeps what left, for the day on which an edited page comes back.
type Exports interface {
	// KeepExport stores an export in place of an earlier one of the same revision
	// to the same target.
	KeepExport(ctx context.Context, exported Exported) error

	// Exports returns the newest exports of a retrospective, at most limit of them,
	// the newest first.
	Exports(ctx context.Context, id retro.RetrospectiveID, limit int) ([]Exported, error)
}

// Exported is the main file of an export as it left, without the pictures inside
// it.
type Exported struct {
	Retrospective retro.RetrospectiveID
	Revision      retro.RevisionID // whose content it shows
	Target        string
	At            time.Time
	Zones         []string // shown beside UTC
	Name          string   // of the file
	Data          []byte
}

// Conflicts keeps what merges could not decide.
type Conflicts interface {
	// KeepConflicts stores conflicts, whose numbers are new.
	KeepConflicts(ctx context.Context, id retro.RetrospectiveID, conflicts []retro.Conflict) error

	// Conflicts returns all that were ever kept, settled or not, in the order in which
	// they came.
	Conflicts(ctx context.Context, id retro.RetrospectiveID) ([]retro.Conflict, error)
}

// Bundles moves single retrospectives between libraries.
type Bundles interface {
	// WriteBundle writes one retrospective with its whole history, its originals and
	// the conflicts that were kept to a file, replacing one that is there; CodeNotFound, CodeDamaged.
	WriteBundle(ctx context.Context, id retro.RetrospectiveID, path string) error

	// ReadBundle takes over what a bundle has and the library has not: a
	// retrospective that is not here, or the later revisions of one that is. Where
	// the two histories went different ways, theirs is stored beside the one here,
	// see Merged, and returned, to be merged by a revision that names its head as
	// the Origin. The error has CodeDamaged for a file
	// that is cut off or whose hashes are wrong, CodeNewerFormat, CodeUnsupported
	// for what is no bundle, and CodeConflict for a history that has nothing in
	// common with the one here.
	ReadBundle(ctx context.Context, path string) (Unpacked, error)
}

// UnpackedOutcome says what became of a bundle.
type UnpackedOutcome string

// The outcomes.
const (
	UnpackedNew      UnpackedOutcome = "new"      // a retrospective that was not here
	UnpackedExtended UnpackedOutcome = "extended" // later revisions of one that was
	UnpackedSame     UnpackedOutcome = "same"     // nothing that was not here
	UnpackedMerged   UnpackedOutcome = "merged"   // written on here and there, and merged
)

// Unpacked is what ReadBundle took over.
type Unpacked struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	Outcome       UnpackedOutcome       `json:"outcome"`
	Revisions     int                   `json:"revisions"`      // how many the library has not had
	From          string                `json:"from,omitempty"` // whom a history that was merged comes from
	// Other is a history that went another way, nil for any other outcome.
	Other *OtherHistory `json:"-"`
}

// OtherHistory is where a retrospective went in another library.
type OtherHistory struct {
	Head retro.Revision
	// Base is the newest state that both histories came from, Content that of the
	// head.
	Base, Content retro.Content
}
