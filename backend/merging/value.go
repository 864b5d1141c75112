package merging

import (
	"slices"

	"github.com/afterword-app/afterword/backend/retro"
)

// takeTheirs gives the field what came in, or takes the thing out.
func (c Conflict) takeTheirs(lists retro.Lists, content *retro.Content) error {
	if c.IsWhole() {
		list, records, at, err := c.find(lists, content)
		if err == nil {
			list.Put(content, slices.Delete(records, at, at+1))
		}
		return err
	}
	if c.Value == "" {
		return c.set(lists, content, c.Theirs)
	}
	return c.change(lists, content, func(list retro.List, record retro.Record) error {
		field, ok := list.Field(c.Field)
		if !ok {
			return retro.Errorf(retro.CodeInvalid, "there is no field %q", c.Field)
		}
		if err := field.SetJSON(record, []byte(c.Value)); err != nil {
			return err
		}
		return list.Validate(record)
	})
}

// set gives the field a text.
func (c Conflict) set(lists retro.Lists, content *retro.Content, text string) error {
	return c.change(lists, content, func(list retro.List, record retro.Record) error { return write(list, record, c.Field, text) })
}

// write gives a field of a record what a person wrote. The error has CodeInvalid,
// and the record is then as it was.
func write(list retro.List, record retro.Record, name, text string) error {
	field, ok := list.Field(name)
	if !ok {
		return retro.Errorf(retro.CodeInvalid, "there is no field %q", name)
	}
	changed := list.Clone(record)
	if err := field.Read(changed, text); err != nil {
		return err
	}
	if err := list.Validate(changed); err != nil {
		return err
	}
	field.Copy(record, changed)
	return nil
}

// change does something to what the conflict is about.
func (c Conflict) change(lists retro.Lists, content *retro.Content, do func(retro.List, retro.Record) error) error {
	list, records, at, err := c.find(lists, content)
	if err != nil {
		return err
	}
	if err := do(list, records[at]); err != nil {
		return err
	}
	list.Put(content, records)
	return nil
}

// find returns the list that the conflict is about, its records, and which of them
// it is about; CodeNotFound.
func (c Conflict) find(lists retro.Lists, content *retro.Content) (list retro.List, records []retro.Record, at int, err error) {
	list, ok := lists.Of(c.Noun)
	if !ok {
		return list, nil, 0, c.missing(string(c.Noun))
	}
	records = list.Records(content)
	if list.IsOnly {
		return list, records, 0, nil
	}
	if at = list.Index(records, c.ID); at < 0 {
		return list, nil, 0, c.missing(list.One)
	}
	return list, records, at, nil
}

func (c Conflict) missing(what string) error {
	return retro.Errorf(retro.CodeNotFound, "no %s %q in this retrospective", what, c.ID)
}

func byID[T any](items []T, match func(T) bool) *T {
	if at := slices.IndexFunc(items, match); at >= 0 {
		return &items[at]
	}
	return nil
}

func without[T any](items []T, match func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if !match(item) {
			kept = append(kept, item)
		}
	}
	return kept
}
