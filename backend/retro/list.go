package retro

import (
	"fmt"
	"slices"
)

// Record is one thing of a list: a pointer to a value of the list's type.
type Record any

// Description is all that Afterword knows about the things of one kind. Whatever
// stores, compares, merges, restores or searches them walks the descriptions, see
// [Lists]; a new kind of thing is described once, beside its type.
type Description[T any] struct {
	Noun Noun
	// Member is where stored revisions keep the list. It never changes and no other
	// list has it.
	Member int
	// One and Many are what people call them: "action item", "action items".
	One, Many string
	// All is the list as a whole on the command line: "action-items".
	All string
	// Heading stands over what happened to them: "Contributing factors".
	Heading string

	// In is the field of a content that holds the list, Read and Write stand in place of
	// it for one that stands elsewhere. Without any, the list stands in Content.More.
	In    func(*Content) *[]T
	Read  func(*Content) []T
	Write func(*Content, []T)
	// Get and Put, in place of In, are for what there is exactly one of.
	Get func(*Content) T
	Put func(*Content, T)

	ID    func(*T) string
	Title func(*T) string
	// Fields are all parts of a thing but its id, in the order in which changes of
	// them are told. What is not among them would be lost by a merge.
	Fields []Field
	// TitleField names the field that Title is of.
	TitleField string
	// About names the fields that tell of a thing that was added or removed.
	About []string
	// Searched is what the search finds a thing by: a heading, which counts more, and
	// other texts. Nil for what is not searched.
	Searched func(*T) (heading string, texts []string)
	// Original is the stored original whose text is searched too, "" for none.
	Original func(*T) (original Hash, mediaType string)
	// Text is the field of many paragraphs that the things are made of: it is stored,
	// compared and gone through paragraph by paragraph. Nil for most.
	Text func(*T) *string
	// Block is the live block that shows the list in the document.
	Block LiveBlock
	// Sort, where set, keeps the list in an order of its own, and SameRank tells
	// whether two states of a thing sort alike.
	Sort     func([]T)
	SameRank func(a, b *T) bool
	// Stays marks what leaves with no export and no bundle.
	Stays bool
	// Validate, where set, refuses what cannot stand in the list.
	Validate func(*T) error
}

// List is a [Description] for code that walks over all lists. Methods that take
// records want those of this list.
type List struct {
	Noun       Noun
	Member     int
	One, Many  string
	All        string
	Heading    string
	Fields     []Field
	TitleField string
	About      []string
	Block      LiveBlock
	// IsOnly marks what there is exactly one of, without an id.
	IsOnly bool
	// IsSorted marks a list with an order of its own.
	IsSorted bool
	// IsSearched marks what the search finds.
	IsSearched bool
	// Stays marks what leaves with no export and no bundle.
	Stays bool

	id, title func(Record) string
	records   func(*Content) []Record
	put       func(*Content, []Record)
	holds     func(Record) bool
	fresh     func() Record
	clone     func(Record) Record
	searched  func(Record) (string, []string)
	original  func(Record) (Hash, string)
	text      func(Record) *string
	sort      func(*Content)
	sameRank  func(a, b Record) bool
	validate  func(Record) error
}

// Describe makes a list of a description.
func Describe[T any](d Description[T]) List {
	l := List{
		Noun: d.Noun, Member: d.Member, One: d.One, Many: d.Many, All: d.All, Heading: d.Heading,
		Fields: d.Fields, TitleField: d.TitleField, About: d.About, Block: d.Block,
		IsOnly: d.Get != nil, IsSorted: d.Sort != nil, IsSearched: d.Searched != nil, Stays: d.Stays,

		id:    func(Record) string { return "" },
		title: func(r Record) string { return Unlinked(d.Title(as[T](r))) },
		holds: func(r Record) bool { typed, ok := r.(*T); return ok && typed != nil },
		fresh: func() Record { return new(T) },
		clone: func(r Record) Record { copied := *as[T](r); return &copied },
		records: func(c *Content) []Record {
			items := d.Items(c)
			records := make([]Record, len(items))
			for i := range items {
				records[i] = &items[i]
			}
			return records
		},
		put: func(c *Content, records []Record) {
			var items []T
			if records != nil {
				items = make([]T, len(records))
			}
			for i, record := range records {
				items[i] = *as[T](record)
			}
			d.SetItems(c, items)
		},
		sort: func(*Content) {},
	}
	if d.ID != nil {
		l.id = func(r Record) string { return d.ID(as[T](r)) }
	}
	if d.Searched != nil {
		l.searched = func(r Record) (string, []string) { return d.Searched(as[T](r)) }
	}
	if d.Original != nil {
		l.original = func(r Record) (Hash, string) { return d.Original(as[T](r)) }
	}
	if d.Text != nil {
		l.text = func(r Record) *string { return d.Text(as[T](r)) }
	}
	if d.Sort != nil {
		l.sort = func(c *Content) { d.Sort(d.Items(c)) }
	}
	if d.SameRank != nil {
		l.sameRank = func(a, b Record) bool { return d.SameRank(as[T](a), as[T](b)) }
	}
	if d.Validate != nil {
		l.validate = func(r Record) error { return d.Validate(as[T](r)) }
	}
	return l
}

// as panics for a record of another list, which is a mistake in the program.
func as[T any](r Record) *T {
	typed, ok := r.(*T)
	if !ok {
		panic(fmt.Sprintf("retro: a %T among %T", r, typed))
	}
	return typed
}

// Items returns the things of a content. They may be altered in place only where
// the content has a field for them.
func (d Description[T]) Items(c *Content) []T {
	switch {
	case d.Get != nil:
		return []T{d.Get(c)}
	case d.In != nil:
		return *d.In(c)
	case d.Read != nil:
		return d.Read(c)
	}
	items, _ := c.More[d.Noun].(moreOf[T])
	return items
}

// SetItems replaces the things of a content.
func (d Description[T]) SetItems(c *Content, items []T) {
	switch {
	case d.Get != nil:
		if len(items) > 0 {
			d.Put(c, items[0])
		}
	case d.In != nil:
		*d.In(c) = items
	case d.Write != nil:
		d.Write(c, items)
	default:
		c.More = c.More.with(d.Noun, moreOf[T](items))
	}
}

// ID returns the id of a record, "" for what there is one of.
func (l List) ID(r Record) string { return l.id(r) }

// Title returns what people call the record.
func (l List) Title(r Record) string { return l.title(r) }

// Records returns the records of a content, which must not be altered where the
// content is not the caller's own. What is done to them counts once they are Put.
func (l List) Records(c *Content) []Record { return l.records(c) }

// Put replaces the records of a content by copies of some, or takes the list out
// for nil.
func (l List) Put(c *Content, records []Record) { l.put(c, records) }

// Find returns the record with the id, or nil.
func (l List) Find(c *Content, id string) Record {
	records := l.records(c)
	if at := l.Index(records, id); at >= 0 {
		return records[at]
	}
	return nil
}

// Index is the place of the record with an id, or -1.
func (l List) Index(records []Record, id string) int {
	return slices.IndexFunc(records, func(r Record) bool { return l.id(r) == id })
}

// Remove takes the record with the id out of a content.
func (l List) Remove(c *Content, id string) {
	l.put(c, slices.DeleteFunc(l.records(c), func(r Record) bool { return l.id(r) == id }))
}

// Holds reports whether a record is one of this list.
func (l List) Holds(r Record) bool { return l.holds(r) }

// New returns an empty record.
func (l List) New() Record { return l.fresh() }

// Clone returns a copy of the record. What it points at is shared.
func (l List) Clone(r Record) Record { return l.clone(r) }

// Searched is what the search finds the record by.
func (l List) Searched(r Record) (heading string, texts []string) {
	if l.searched == nil {
		return "", nil
	}
	return l.searched(r)
}

// Original is the stored original whose text is searched with the record, "" for
// none, and its media type.
func (l List) Original(r Record) (original Hash, mediaType string) {
	if l.original == nil {
		return "", ""
	}
	return l.original(r)
}

// HasText reports whether the records are texts of many paragraphs.
func (l List) HasText() bool { return l.text != nil }

// Text is that text of the record.
func (l List) Text(r Record) *string { return l.text(r) }

// Field returns the field with the name.
func (l List) Field(name string) (Field, bool) {
	for _, field := range l.Fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// SameRank reports whether the list's own order, where it has one, leaves two
// states of a record in the same place.
func (l List) SameRank(a, b Record) bool { return l.sameRank == nil || l.sameRank(a, b) }

// Validate returns an Error with CodeInvalid for what cannot stand in the list.
func (l List) Validate(r Record) error {
	if l.validate == nil {
		return nil
	}
	return l.validate(r)
}

// Same reports whether two records say the same.
func (l List) Same(a, b Record) bool {
	return l.id(a) == l.id(b) && !slices.ContainsFunc(l.Fields, func(f Field) bool { return !f.Same(a, b) })
}
