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
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/afterword-app/afterword/app/cli"
)

var update = flag.Bool("update", false, "rewrite the files that scenarios compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"afterword": func() {
			os.Exit(cli.Run(context.Background(), os.Args[1:], "test", cli.Environment{
				In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Clock: time.Now, Library: os.Getenv("AFTERWORD_LIBRARY"),
			}))
		},
	})
}

// TestScenarios tells whole stories on the command line: paste in; entries,
// timeline, document, differences and exports out. They are the first thing for a
// newcomer to read.
func TestScenarios(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "backend", "testdata", "scenarios"),
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("AFTERWORD_LIBRARY", filepath.Join(env.WorkDir, "afterword.db"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"promote":            promote,
			"event-id":           eventID,
			"make-binary":        makeFile(binaryJunk),
			"make-long-line":     makeFile(longLine),
			"make-truncated-png": makeFile(truncatedPNG),
			"make-huge-png":      makeFile(hugePNG),
		},
	})
}

// promote FROM TO makes an event out of lines of the only evidence.
func promote(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("afterword", "show", "latest"))
	found := regexp.MustCompile(`(?s)Evidence \(1\)\n  ([0-9a-z]{13})`).FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("no evidence is listed")
	}
	ts.Check(ts.Exec("afterword", "promote", "latest", found[1]+":L"+args[0]+"-L"+args[1]))
}

// eventID TITLE sets $EVENT to the id of the event with the title.
func eventID(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("afterword", "show", "latest"))
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if strings.HasSuffix(strings.TrimSpace(line), args[0]) {
			ts.Setenv("EVENT", strings.Fields(line)[0])
			return
		}
	}
	ts.Fatalf("no event %q", args[0])
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
