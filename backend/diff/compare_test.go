package diff_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-app/afterword/backend/diff"
	"github.com/afterword-app/afterword/backend/retro"
)

// same reports how two contents differ; empty and missing lists are the same.
func same(a, b retro.Content) string { return cmp.Diff(a, b, cmpopts.EquateEmpty()) }

// checkCompare fails the test unless the change set makes b of a, in memory and
// after a way through JSON, and says nothing where nothing differs.
func checkCompare(t *testing.T, a, b retro.Content) diff.ChangeSet {
	t.Helper()
	cs := diff.Compare(a, b)
	got, err := diff.Apply(cs, a)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	if difference := same(b, got); difference != "" {
		t.Fatalf("applied change set (-want +got):\n%s", difference)
	}
	if equal := same(a, b) == ""; cs.IsEmpty() != equal {
		t.Errorf("contents are equal: %v, but the change set has %d steps", equal, len(cs.Steps))
	}
	data, err := json.Marshal(cs)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	var read diff.ChangeSet
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatalf("unmarshal: %v", err)
	}
	if got, err = diff.Apply(read, a); err != nil {
		t.Fatalf("apply what was read: %v", err)
	}
	if difference := same(b, got); difference != "" {
		t.Fatalf("applied change set after JSON (-want +got):\n%s", difference)
	}
	for _, section := range cs.Sections {
		for _, field := range section.Fields {
			if field.Document != nil {
				checkDocument(t, field.Old, field.New, *field.Document)
			}
		}
	}
	keys := map[string]bool{}
	for _, step := range cs.Steps {
		if keys[step.Key] {
			t.Errorf("two steps have the key %q", step.Key)
		}
		keys[step.Key] = true
	}
	return cs
}

func FuzzCompareApply(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed, uint8(seed%7))
	}
	f.Fuzz(func(t *testing.T, seed uint64, edits uint8) {
		random := rand.New(rand.NewPCG(seed, 7))
		var a, b retro.Content
		fill(reflect.ValueOf(&a).Elem(), random)
		if edits%7 == 0 {
			fill(reflect.ValueOf(&b).Elem(), random)
		} else {
			b = deepCopy(t, a)
			for range edits % 7 {
				mutate(reflect.ValueOf(&b).Elem(), random)
			}
		}
		checkCompare(t, a, b)
		checkCompare(t, b, a)
		checkCompare(t, a, a)
	})
}

// TestCompareSeesEveryField changes each field of each thing by itself.
func TestCompareSeesEveryField(t *testing.T) {
	t.Parallel()
	base := retro.Content{
		Sections: make([]retro.Section, 1), Events: make([]retro.Event, 1), Factors: make([]retro.Factor, 1),
		ActionItems: make([]retro.ActionItem, 1), Participants: make([]retro.Participant, 1),
		Questions: make([]retro.Question, 1), Answers: make([]retro.Answer, 1), Private: make([]retro.PrivateNote, 1), Verdicts: make([]retro.Verdict, 1),
		Evidence: make([]retro.Evidence, 1), Debrief: retro.Debrief{Notes: make([]retro.Note, 1), Steps: make([]retro.AgendaStep, 1)},
	}
	checked := 0
	var walk func(path []int, at reflect.Type)
	walk = func(path []int, at reflect.Type) {
		for i := range at.NumField() {
			field := at.Field(i)
			if field.Type == reflect.TypeFor[retro.More]() || field.Type == reflect.TypeFor[[]retro.Lost]() {
				continue
			}
			next := append(slices.Clone(path), i)
			if elem := field.Type; elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.Struct && len(path) < 2 && elem.Elem().NumField() > 0 && hasID(elem.Elem()) {
				walk(next, elem.Elem())
				continue
			}
			if field.Type == reflect.TypeFor[retro.Debrief]() || field.Type == reflect.TypeFor[retro.Actor]() {
				walk(next, field.Type)
				continue
			}
			changed := deepCopy(t, base)
			random := rand.New(rand.NewPCG(3, 4))
			target := follow(reflect.ValueOf(&changed).Elem(), next)
			for same(base, changed) == "" {
				fill(target, random)
			}
			if cs := checkCompare(t, base, changed); cs.Summary == "no changes" {
				t.Errorf("%s.%s: the change goes unsaid", at, field.Name)
			}
			checked++
		}
	}
	walk(nil, reflect.TypeFor[retro.Content]())
	if checked < 60 {
		t.Errorf("only %d fields were found", checked)
	}
}

func hasID(t reflect.Type) bool {
	_, ok := t.FieldByName("ID")
	return ok
}

// follow goes down the fields, into the first element of each list.
func follow(v reflect.Value, path []int) reflect.Value {
	for _, i := range path {
		if v.Kind() == reflect.Slice {
			v = v.Index(0)
		}
		v = v.Field(i)
	}
	return v
}

func deepCopy(t *testing.T, c retro.Content) retro.Content {
	t.Helper()
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var clone retro.Content
	if err := json.Unmarshal(data, &clone); err != nil {
		t.Fatal(err)
	}
	return clone
}

// fill sets a value to something random of its type. Texts are of few words and
// ids of few letters, so that likeness and even doubled ids are common.
func fill(v reflect.Value, random *rand.Rand) {
	switch value := v.Addr().Interface().(type) {
	case *time.Time:
		*value = time.Date(2026, 3, 14, random.IntN(24), random.IntN(60), random.IntN(60), random.IntN(3), time.UTC)
		return
	case *string:
		*value = randomText(random)
		return
	case *[]retro.Lost:
		return // nobody writes it
	case *retro.Rows:
		*value = nil
		for _, table := range retro.Tables() {
			var rows []retro.Row
			for range random.IntN(3) {
				row := retro.Row{ID: retro.RowID(rune('a' + random.IntN(6)))}
				for _, column := range table.Columns {
					row = row.With(column.Name, randomText(random))
				}
				rows = append(rows, row)
			}
			*value = value.With(table.Noun, rows)
		}
		return
	}
	switch v.Kind() {
	case reflect.String: // an id or one of a set
		v.SetString(string(rune('a' + random.IntN(6))))
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(random.Int64N(5))
	case reflect.Float64:
		v.SetFloat(float64(random.IntN(4)) / 4)
	case reflect.Pointer:
		if v.SetZero(); random.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), random)
		}
	case reflect.Slice:
		n := random.IntN(5)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(v.Index(i), random)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, random)
		}
	case reflect.Map: // lists that exist in one test only
	default:
		panic("no random value for " + v.Type().String())
	}
}

func randomText(random *rand.Rand) string {
	parts := []string{"the key ", "was ", "an int, ", "locked ", "for writes. ", "\n\n", "- reads went on\n", "# Root cause\n\n", "nobody could see which tables were close to the limit "}
	return strings.Join(randomParts(random, parts, random.IntN(8)), "")
}

// mutate changes one thing somewhere below a struct or list.
func mutate(v reflect.Value, random *rand.Rand) {
	switch {
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		mutate(v.Field(random.IntN(v.NumField())), random)
	case v.Kind() == reflect.Slice && v.Len() > 0 && random.IntN(4) > 0:
		i, j := random.IntN(v.Len()), random.IntN(v.Len())
		switch random.IntN(3) {
		case 0:
			mutate(v.Index(i), random)
		case 1:
			reflect.Swapper(v.Interface())(i, j)
		default:
			v.Set(reflect.AppendSlice(v.Slice(0, i), v.Slice(i+1, v.Len())))
		}
	default:
		fill(v, random)
	}
}
