package sqlite_test

import (
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
)

// exactTime compares times with their zones.
var exactTime = cmp.Comparer(func(a, b time.Time) bool {
	return a.Equal(b) && a.Format(time.RFC3339Nano) == b.Format(time.RFC3339Nano)
})

// randomText is made of what text formats stumble over.
func randomText(random *rand.Rand) string {
	parts := []string{
		"", "a", "word ", "\n", "\n\n", " \n", "\t\n", "\r\n", "\r", "<b>&\"'\\", "\u2028", "\u202e", "💬", "é", "e\u0301", "\x00", "\x02", "\ufeff", "\ufffd", "```\n", "| a |\n",
	}
	var text strings.Builder
	for range random.IntN(12) {
		text.WriteString(parts[random.IntN(len(parts))])
	}
	return text.String()
}

// fill gives every field of v, whatever there will be, a value that JSON keeps.
func fill(random *rand.Rand, v reflect.Value) {
	switch value := v.Addr().Interface().(type) {
	case *[]retro.Lost:
		return // only the store knows what is lost
	case *time.Time:
		zone := time.FixedZone("", (random.IntN(27*60)-13*60)*60)
		*value = time.Unix(random.Int64N(250_000_000_000)-60_000_000_000, random.Int64N(1_000_000_000)).In(zone)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(randomText(random))
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(random.Int64() - random.Int64())
	case reflect.Float64:
		v.SetFloat(random.NormFloat64() * 1e3)
	case reflect.Pointer:
		if random.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(random, v.Elem())
		}
	case reflect.Slice:
		if n := random.IntN(4) * random.IntN(10); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(random, v.Index(i))
			}
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(random, field)
		}
	case reflect.Map: // lists that exist in one test only
	default:
		panic("a content has a field of kind " + v.Kind().String() + ": teach fill about it")
	}
}

func randomContent(random *rand.Rand) retro.Content {
	var content retro.Content
	fill(random, reflect.ValueOf(&content).Elem())
	return content.Normalised()
}

// FuzzRoundTrip holds that any content comes back as it was saved, after
// reopening as well, and that every earlier one does too.
func FuzzRoundTrip(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 1))
		path := filepath.Join(t.TempDir(), "afterword.db")
		db := mustOpen(t, path)
		contents := []retro.Content{randomContent(random)}
		head := mustCreate(t, db, contents[0])
		for n := 2; n <= 4; n++ {
			content := randomContent(random)
			if n == 4 { // an undo
				content = contents[0]
			}
			contents = append(contents, content)
			head = mustCommit(t, db, head, revision(n), content)
		}
		wantSound(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = mustOpen(t, path)
		for i, want := range contents {
			if diff := cmp.Diff(want, mustContent(t, db, revision(i+1).ID), exactTime); diff != "" {
				t.Errorf("revision %d (-want +got):\n%s", i+1, diff)
			}
		}
	})
}
