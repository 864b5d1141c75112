package cli_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/retro"
)

var update = flag.Bool("update", false, "rewrite the files that scenarios compare with")

// root is the project's folder. It is found before any test runs, because
// scenarios move the process from folder to folder meanwhile.
var root = func() string {
	path, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		panic(err)
	}
	return path
}()

// TestScenarios tells whole stories on the command line: paste in; entries,
// timeline, document, differences and exports out. They are the first thing for a
// newcomer to read.
func TestScenarios(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "backend", "testdata", "scenarios"),
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("AFTERWORD_LIBRARY", filepath.Join(env.WorkDir, "afterword.db"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"afterword":          afterword,
			"input":              input,
			"promote":            promote,
			"clock":              setClock,
			"without-ids":        withoutIDs,
			"answer-id":          answerID,
			"event-id":           eventID,
			"flip-byte":          flipByte,
			"make-binary":        makeFile(binaryJunk),
			"make-long-line":     makeFile(longLine),
			"make-truncated-png": makeFile(truncatedPNG),
			"make-huge-png":      makeFile(hugePNG),
		},
	})
}

// afterword ARGS... is the program, run within the test: as a process of its own
// each of some two hundred commands would start up anew.
func afterword(ts *testscript.TestScript, fails bool, args []string) {
	code := run(ts, ts.Stdout(), args...)
	if fails != (code != 0) {
		ts.Fatalf("exit code %d", code)
	}
}

// inFolder is held while a command runs in the folder of its scenario: a process
// has only one.
var inFolder sync.Mutex

// run runs one command line and returns its exit code.
func run(ts *testscript.TestScript, out io.Writer, args ...string) int {
	inFolder.Lock()
	defer inFolder.Unlock()
	home, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	code := cli.Run(context.Background(), args, "test", cli.Environment{
		In: strings.NewReader(ts.Getenv("INPUT")), Out: out, Err: ts.Stderr(), Clock: clockOf(ts), Library: ts.Getenv("AFTERWORD_LIBRARY"),
	})
	ts.Setenv("INPUT", "")
	ts.Check(os.Chdir(home))
	return code
}

// output runs a command that must succeed and returns what it prints.
func output(ts *testscript.TestScript, args ...string) string {
	var out strings.Builder
	if code := run(ts, &out, args...); code != 0 {
		ts.Fatalf("exit code %d", code)
	}
	return out.String()
}

// input FILE gives the next command the file as its standard input.
func input(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("INPUT", ts.ReadFile(args[0]))
}

// clock TIME is what the clock shows to the commands that follow.
func setClock(ts *testscript.TestScript, _ bool, args []string) {
	_, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	ts.Setenv("CLOCK", args[0])
}

func clockOf(ts *testscript.TestScript) retro.Clock {
	at, err := time.Parse(time.RFC3339, ts.Getenv("CLOCK"))
	if err != nil {
		return time.Now
	}
	return func() time.Time { return at }
}

// answer-id WORDS keeps the id of the answer that begins so as $ANSWER.
func answerID(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(output(ts, "question", "latest", "list")) {
		id, said, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if _, text, ok := strings.Cut(said, ": "); ok && strings.HasPrefix(text, args[0]) {
			ts.Setenv("ANSWER", id)
			return
		}
	}
	ts.Fatalf("no answer begins with %q", args[0])
}

// without-ids FILE... puts ID in place of the ids in files, which are random.
func withoutIDs(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := anyID.ReplaceAllString(ts.ReadFile(name), "ID")
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

var anyID = regexp.MustCompile(`\b[0-9a-hjkmnp-tv-z]{13}\b`)

// promote FROM TO makes an event out of lines of the only evidence.
func promote(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(`(?s)Evidence \(1\)\n  ([0-9a-z]{13})`).FindStringSubmatch(output(ts, "show", "latest"))
	if found == nil {
		ts.Fatalf("no evidence is listed")
	}
	afterword(ts, false, []string{"promote", "latest", found[1] + ":L" + args[0] + "-L" + args[1]})
}

// eventID TITLE sets $EVENT to the id of the event with the title.
func eventID(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(output(ts, "show", "latest")) {
		if strings.HasSuffix(strings.TrimSpace(line), args[0]) {
			ts.Setenv("EVENT", strings.Fields(line)[0])
			return
		}
	}
	ts.Fatalf("no event %q", args[0])
}

// flipByte FILE TEXT changes the first byte of a text wherever it stands in a file.
func flipByte(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	flipped := []byte(args[1])
	flipped[0] ^= 0x55
	if !bytes.Contains(data, []byte(args[1])) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.ReplaceAll(data, []byte(args[1]), flipped), 0o600))
}

func makeFile(content func() []byte) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), content(), 0o600))
	}
}

func binaryJunk() []byte {
	junk := make([]byte, 100_000)
	for i := range junk {
		junk[i] = byte(i * i >> 3)
	}
	return junk
}

func longLine() []byte {
	var text bytes.Buffer
	text.WriteString("2026-03-14T21:40:00Z INFO ")
	text.Write(bytes.Repeat([]byte("x"), 10<<20))
	text.WriteString("\n2026-03-14T21:41:00Z INFO after the long line\n")
	return text.Bytes()
}

func truncatedPNG() []byte {
	picture := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range picture.Pix {
		picture.Pix[i] = byte(i * 7)
	}
	picture.Set(1, 1, color.White)
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		panic(err)
	}
	return encoded.Bytes()[:encoded.Len()/2]
}

// hugePNG claims to be 20,000 pixels wide and high.
func hugePNG() []byte {
	chunk := func(kind string, data []byte) []byte {
		body := append([]byte(kind), data...)
		out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		return binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	}
	header := binary.BigEndian.AppendUint32(nil, 20_000)
	header = binary.BigEndian.AppendUint32(header, 20_000)
	header = append(header, 8, 0, 0, 0, 0)
	return bytes.Join([][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header), chunk("IDAT", nil), chunk("IEND", nil)}, nil)
}
