package diff_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/diff"
)

func TestMerge3(t *testing.T) {
	t.Parallel()
	base := "# Summary\n\nThe pool was exhausted, so orders failed.\n\nWe restarted it.\n"
	for name, tt := range map[string]struct {
		base, mine, theirs, want string
		conflicts                int
	}{
		"different lines": {
			mine:   "# At a glance\n\nThe pool was exhausted, so orders failed.\n\nWe restarted it.\n",
			theirs: "# Summary\n\nThe pool was exhausted, so orders failed.\n\nWe restarted it twice.\n",
			want:   "# At a glance\n\nThe pool was exhausted, so orders failed.\n\nWe restarted it twice.\n",
		},
		"different words of one line": {
			mine:   "# Summary\n\nThe connection pool was exhausted, so orders failed.\n\nWe restarted it.\n",
			theirs: "# Summary\n\nThe pool was exhausted, so orders failed for 20 minutes.\n\nWe restarted it.\n",
			want:   "# Summary\n\nThe connection pool was exhausted, so orders failed for 20 minutes.\n\nWe restarted it.\n",
		},
		"rewrapped and reworded": {
			mine:   "# Summary\n\nThe pool was exhausted,\nso orders failed.\n\nWe restarted it.\n",
			theirs: "# Summary\n\nThe pool was exhausted, so some orders failed.\n\nWe restarted it.\n",
			want:   "# Summary\n\nThe pool was exhausted,\nso some orders failed.\n\nWe restarted it.\n",
		},
		"the same change": {
			mine:   "# Summary\n\nWe restarted it.\n",
			theirs: "# Summary\n\nWe restarted it.\n",
			want:   "# Summary\n\nWe restarted it.\n",
		},
		"the same word": {
			mine:   "# Summary\n\nThe pool was empty, so orders failed.\n\nWe restarted it.\n",
			theirs: "# Summary\n\nThe pool was full, so orders failed.\n\nWe restarted it.\n",
			want: "# Summary\n\n<<<<<<< mine\nThe pool was empty, so orders failed.\n||||||| base\n" +
				"The pool was exhausted, so orders failed.\n=======\nThe pool was full, so orders failed.\n>>>>>>> theirs\n\nWe restarted it.\n",
			conflicts: 1,
		},
		"removed here, changed there": {
			mine:   "# Summary\n\nWe restarted it.\n",
			theirs: "# Summary\n\nThe pool was full, so orders failed.\n\nWe restarted it.\n",
			want: "# Summary\n\n<<<<<<< mine\n||||||| base\nThe pool was exhausted, so orders failed.\n\n" +
				"=======\nThe pool was full, so orders failed.\n\n>>>>>>> theirs\nWe restarted it.\n",
			conflicts: 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			merge := diff.Merge3(base, tt.mine, tt.theirs)
			if difference := cmp.Diff(tt.want, merge.Text()); difference != "" {
				t.Errorf("merged text (-want +got):\n%s", difference)
			}
			if merge.Conflicts != tt.conflicts {
				t.Errorf("%d conflicts, want %d", merge.Conflicts, tt.conflicts)
			}
			checkMerge(t, base, tt.mine, tt.theirs)
		})
	}
}

// checkMerge fails the test unless a merge holds its promises.
func checkMerge(t *testing.T, base, mine, theirs string) {
	t.Helper()
	var parts [3]strings.Builder
	for _, chunk := range diff.Merge3(base, mine, theirs).Chunks {
		parts[0].WriteString(chunk.Base)
		parts[1].WriteString(chunk.Mine)
		parts[2].WriteString(chunk.Theirs)
		if chunk.Status != diff.MergeConflict {
			checkWordsKept(t, chunk)
			continue
		}
		if !strings.Contains(chunk.Text, chunk.Mine) || !strings.Contains(chunk.Text, chunk.Theirs) {
			t.Errorf("a conflict lost text: %+v", chunk)
		}
	}
	for i, want := range []string{base, mine, theirs} {
		if got := parts[i].String(); got != want {
			t.Errorf("chunks join to %q, want %q", got, want)
		}
	}
	for _, c := range []struct{ base, mine, theirs, want string }{
		{base, base, theirs, theirs}, {base, mine, base, mine}, {base, mine, mine, mine},
	} {
		if got := diff.Merge3(c.base, c.mine, c.theirs); got.Text() != c.want || got.Conflicts > 0 {
			t.Errorf("merge(%q, %q, %q) is %q, want %q", c.base, c.mine, c.theirs, got.Text(), c.want)
		}
	}
}

// checkWordsKept fails the test where a chunk without a conflict lacks a word: one
// that either version put in, or one that neither took out.
func checkWordsKept(t *testing.T, chunk diff.MergeChunk) {
	t.Helper()
	count := func(text string) map[string]int {
		words := map[string]int{}
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isLetter(r) }) {
			words[word]++
		}
		return words
	}
	base, mine, theirs, got := count(chunk.Base), count(chunk.Mine), count(chunk.Theirs), count(chunk.Text)
	for _, words := range []map[string]int{base, mine, theirs} {
		for word := range words {
			byMine, byTheirs := mine[word]-base[word], theirs[word]-base[word]
			least := max(byMine, byTheirs, base[word]+min(byMine, 0)+min(byTheirs, 0))
			if got[word] < least {
				t.Errorf("%q stands %d times in the merged text, want %d: %+v", word, got[word], least, chunk)
			}
		}
	}
}

// TestMerge3Random merges versions of texts made of few words and signs, which
// were edited at the same places more often than in nature.
func TestMerge3Random(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(11, 12))
	parts := []string{
		"one ", "two ", "three ", "four ", "five\n", "six\n", "\n\n", "- ", "# ", "| a | b |\n", "|---|---|\n", "```\n", ". ", "  \n", "é", "設", "\r\n",
	}
	edited := func(base []string) string {
		version := slices.Clone(base)
		for range random.IntN(4) {
			at := random.IntN(len(version) + 1)
			version = slices.Delete(version, at, min(at+random.IntN(3), len(version)))
			version = slices.Insert(version, at, randomParts(random, parts, random.IntN(3))...)
		}
		return strings.Join(version, "")
	}
	for range 2000 {
		base := randomParts(random, parts, random.IntN(40))
		mine, theirs := edited(base), edited(base)
		checkMerge(t, strings.Join(base, ""), mine, theirs)
		if t.Failed() {
			t.Fatalf("base %q\nmine %q\ntheirs %q", strings.Join(base, ""), mine, theirs)
		}
	}
}

func FuzzMerge(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nx\nc\n", "a\nb\nc\nd")
	f.Add("one two three", "one 2 three", "one two\nthree four")
	f.Add("", "x", "y\n")
	f.Add("# A\n\n- one\n- two\n", "# A\n\n- one\n- 2\n- three\n", "# B\n\n- two\n- one\n")
	f.Add("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 3 |\n", "| a | b |\n|---|---|\n| 0 | 0 |\n| 1 | 2 |\n")
	f.Add("設計を見直す\n", "設計を直す\n", "設計書を見直す\n")
	f.Add("a\n\n\nb\r\n", "\xffa\n\nb", "  a  \nb\n")
	f.Fuzz(checkMerge)
}

// TestMerge3AgreesWithGit edits documents in two ways and merges with both
// programs; FuzzMerge3AgreesWithGit goes on where it ends.
func TestMerge3AgreesWithGit(t *testing.T) {
	t.Parallel()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	random := rand.New(rand.NewPCG(5, 6))
	const cases = 60
	clean := 0
	for range cases {
		if agreesWithGit(t, git, t.TempDir(), random) {
			clean++
		}
	}
	if clean < cases/2 {
		t.Errorf("git merged only %d of %d cases: too few to compare with", clean, cases)
	}
}

func FuzzMerge3AgreesWithGit(f *testing.F) {
	git, err := exec.LookPath("git")
	if err != nil {
		f.Skip("git is not installed")
	}
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, seed, stream uint64) {
		agreesWithGit(t, git, t.TempDir(), rand.New(rand.NewPCG(seed, stream)))
	})
}

// agreesWithGit merges two versions of a document with git and with Merge3, and
// reports whether git found no conflict. Then we must find none and have the same
// text, with one exception: where a version has fewer or more empty lines in a row,
// any of them may be the one that went or came, and each program settles on one in
// its own way. In one of some thousand cases the merged text then has another
// number of empty lines there, which is the same document.
func agreesWithGit(t *testing.T, git, folder string, random *rand.Rand) (clean bool) {
	t.Helper()
	base := randomLines(random, 30)
	mine, theirs := editLines(random, base), editLines(random, base)
	want, clean := gitMerge(t, git, folder, base, mine, theirs)
	if !clean {
		return false
	}
	got := diff.Merge3(strings.Join(base, ""), strings.Join(mine, ""), strings.Join(theirs, ""))
	if got.Conflicts > 0 || emptyLines.ReplaceAllString(got.Text(), "\n\n") != emptyLines.ReplaceAllString(want, "\n\n") {
		t.Errorf("base:\n%s\nmine:\n%s\ntheirs:\n%s\n%d conflicts, merged text (-git +got):\n%s", strings.Join(base, ""), strings.Join(mine, ""),
			strings.Join(theirs, ""), got.Conflicts, cmp.Diff(want, got.Text()))
	}
	return true
}

var emptyLines = regexp.MustCompile(`\n\n+`)

func gitMerge(t *testing.T, git, folder string, base, mine, theirs []string) (text string, ok bool) {
	t.Helper()
	paths := make([]string, 0, 3)
	for i, lines := range [][]string{mine, base, theirs} {
		path := filepath.Join(folder, []string{"mine", "base", "theirs"}[i])
		if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	out, err := exec.CommandContext(t.Context(), git, append([]string{"merge-file", "-p"}, paths...)...).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), err == nil
}

func randomLines(random *rand.Rand, n int) []string {
	words := strings.Fields("the pool was exhausted and orders failed for twenty minutes until somebody restarted it after lunch")
	lines := make([]string, n)
	for i := range lines {
		if random.IntN(3) == 0 {
			lines[i] = "\n"
			continue
		}
		chosen := make([]string, 4+random.IntN(8))
		for j := range chosen {
			chosen[j] = words[random.IntN(len(words))]
		}
		lines[i] = strings.Join(chosen, " ") + "\n"
	}
	return lines
}

func editLines(random *rand.Rand, lines []string) []string {
	edited := slices.Clone(lines)
	for range 1 + random.IntN(3) {
		at := random.IntN(len(edited))
		switch random.IntN(3) {
		case 0:
			edited = slices.Delete(edited, at, at+1)
		case 1:
			edited = slices.Insert(edited, at, randomLines(random, 1+random.IntN(3))...)
		default:
			edited[at] = randomLines(random, 1)[0]
		}
	}
	return edited
}
