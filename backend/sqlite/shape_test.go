package sqlite_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
	"github.com/afterword-app/afterword/backend/sqlite"
)

const shapeFile = "testdata/released/shape.txt"

// TestShapeIsOfFormat holds the JSON members of all that is stored next to the
// format. A program drops members that it does not know when it saves a record, so
// one of the same format must know them all: whatever adds, renames or removes one
// raises the format, and older programs refuse the file.
func TestShapeIsOfFormat(t *testing.T) {
	t.Parallel()
	format := sqlite.LatestVersion(t)
	now := shapeOf()
	known, err := os.ReadFile(shapeFile)
	var since int
	var want string
	if err == nil {
		header, rest, _ := strings.Cut(string(known), "\n")
		if _, err := fmt.Sscanf(header, "since format %d", &since); err != nil {
			t.Fatalf("%s begins with %q: %v", shapeFile, header, err)
		}
		want = rest
	}
	switch {
	case now == want:
	case since >= format:
		t.Fatalf("What is stored has other JSON members than every Afterword of format %d knows (-known +now):\n%s\n"+
			"An older one would lose them without a word. Add a migration that raises user_version, then run this test with -update. "+
			"If no Afterword of format %d was ever released, remove %s and run it with -update.", format, differing(want, now), format, shapeFile)
	case !retrotest.IsUpdate():
		t.Fatalf("The JSON members of what is stored changed with format %d: run this test with -update (-known +now):\n%s", format, differing(want, now))
	default:
		text := fmt.Sprintf("since format %d\n%s", format, now)
		if err := os.WriteFile(shapeFile, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func differing(known, now string) string {
	return cmp.Diff(strings.Split(known, "\n"), strings.Split(now, "\n"))
}

// shapeOf lists every JSON member that is stored, with its type, in the order in
// which it is written: of a content, of the lists that have no field in it, and of
// a conflict.
func shapeOf() string {
	s := shape{seen: map[reflect.Type]bool{}}
	s.add("content", reflect.TypeFor[retro.Content]())
	for list := range retro.AllLists().All() {
		if record := reflect.TypeOf(list.New()).Elem(); !list.IsOnly && !s.seen[record] {
			s.add(string(list.Noun), record)
		}
	}
	s.add("conflict", reflect.TypeFor[retro.Conflict]())
	return s.text.String()
}

type shape struct {
	text strings.Builder
	seen map[reflect.Type]bool
}

func (s *shape) add(path string, of reflect.Type) {
	switch of.Kind() {
	case reflect.Slice:
		s.add(path+"[]", of.Elem())
		return
	case reflect.Pointer:
		s.add(path, of.Elem())
		return
	default:
	}
	if of.Kind() != reflect.Struct || of.Implements(reflect.TypeFor[json.Marshaler]()) {
		name := of.Kind().String()
		if of.Kind() == reflect.Struct {
			name = of.String()
		}
		fmt.Fprintf(&s.text, "%s %s\n", path, name)
		return
	}
	s.seen[of] = true
	for field := range of.Fields() {
		tag := field.Tag.Get("json")
		if tag == "-" || !field.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "" {
			name = field.Name
		}
		if options != "" {
			name += "," + options
		}
		s.add(path+"."+name, field.Type)
	}
}
