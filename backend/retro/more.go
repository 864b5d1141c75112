package retro

import "maps"

// More keeps the lists that have no field of their own in a [Content], each under
// its noun. [Description.Items] and [Description.SetItems] know their types.
type More map[Noun]records

type records interface {
	clone() records
	isEmpty() bool
}

type moreOf[T any] []T

func (m moreOf[T]) clone() records { return append(moreOf[T]{}, m...) }

func (m moreOf[T]) isEmpty() bool { return len(m) == 0 }

// with returns the lists with another one in place of one of them.
func (m More) with(noun Noun, list records) More {
	changed := maps.Clone(m)
	if changed == nil {
		changed = More{}
	}
	changed[noun] = list
	return changed
}

func (m More) clone() More {
	cloned := maps.Clone(m)
	for noun, list := range cloned {
		cloned[noun] = list.clone()
	}
	return cloned
}

// normalised leaves out lists with nothing in them: a content without the list
// says the same.
func (m More) normalised() More {
	kept := maps.Clone(m)
	maps.DeleteFunc(kept, func(_ Noun, list records) bool { return list.isEmpty() })
	if len(kept) == 0 {
		return nil
	}
	return kept
}
