package retro_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// TestSameLooksAtEveryField changes each field of each kind of record: what Same
// passed over would be lost by a save, an answer and a merge.
func TestSameLooksAtEveryField(t *testing.T) {
	t.Parallel()
	for list := range retro.AllLists().All() {
		record := reflect.TypeOf(list.New()).Elem()
		for i := range record.NumField() {
			field := record.Field(i)
			// The notes of the debrief are a list of their own.
			if list.Noun == retro.NounDebrief && field.Name == "Notes" {
				continue
			}
			if _, isTable := retro.TableOf(list.Noun); isTable && field.Name == "Cells" {
				for _, column := range list.Fields {
					changed := list.New()
					if err := column.SetJSON(changed, []byte(`"changed"`)); err != nil || list.Same(list.New(), changed) {
						t.Errorf("a change of the cell %q goes unseen (%v)", column.Name, err)
					}
				}
				continue
			}
			t.Run(string(list.Noun)+"/"+field.Name, func(t *testing.T) {
				t.Parallel()
				changed := list.New()
				fill(t, reflect.ValueOf(changed).Elem().Field(i))
				if list.Same(list.New(), changed) {
					t.Error("a change of it goes unseen")
				}
			})
		}
	}
}

// fill sets a value to one that is not its zero value.
func fill(t *testing.T, value reflect.Value) {
	t.Helper()
	if value.Type() == reflect.TypeFor[time.Time]() {
		value.Set(reflect.ValueOf(time.Date(2026, 3, 14, 21, 40, 0, 0, time.UTC)))
		return
	}
	switch kind := value.Kind(); {
	case kind == reflect.String:
		value.SetString("changed")
	case kind == reflect.Bool:
		value.SetBool(true)
	case value.CanInt():
		value.SetInt(7)
	case value.CanFloat():
		value.SetFloat(0.5)
	case kind == reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(t, value.Elem())
	case kind == reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		fill(t, value.Index(0))
	case kind == reflect.Struct:
		fill(t, value.Field(0))
	default:
		t.Fatalf("nobody said how to fill a %s", value.Type())
	}
}
