package transcript_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/transcript"
)

const meet = `Orders debrief (2026-03-21 14:02 GMT+1) - Transcript
Attendees
Dana Kim, Lee Ortiz

00:00:00

Dana Kim: We are seeing 502s on checkout.
Lee Ortiz: Rolling back now: it takes ten minutes.

00:05:12

Dana Kim: All clear.

Transcription ended after 00:06:10

This editable transcript was computer generated and might contain errors. People can also change the text after it was created.
`

// shown writes cues as "5.120-9.000 Dana Kim: words @3-4".
func shown(t transcript.Transcript) []string {
	var all []string
	for _, cue := range t.Cues {
		line := fmt.Sprintf("%.3f-%.3f ", cue.From.Seconds(), cue.To.Seconds())
		if cue.Speaker != "" {
			line += cue.Speaker + ": "
		}
		all = append(all, fmt.Sprintf("%s%s @%d-%d", line, cue.Text, cue.FromLine, cue.ToLine))
	}
	return all
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text   string
		format transcript.Format
		byDay  bool
		want   []string
	}{
		"Teams": {
			"WEBVTT\r\n\r\n0f7a3b52-5a0e-4b5c-9d0e-000000000001/12-0\r\n00:00:05.120 --> 00:00:09.000\r\n<v Dana Kim>We are seeing 502s\r\non checkout.</v>\r\n\r\n" +
				"0f7a3b52-5a0e-4b5c-9d0e-000000000001/13-0\r\n0:0:12.0 --> 0:0:15.4\r\n<v Lee Ortiz>Rolling &amp; back &lt;now&gt;.\r\n",
			transcript.WebVTT, false,
			[]string{"5.120-9.000 Dana Kim: We are seeing 502s on checkout. @3-6", "12.000-15.400 Lee Ortiz: Rolling & back <now>. @8-10"},
		},
		"Zoom": {
			"WEBVTT\n\n1\n00:00:05.120 --> 00:00:09.000\nDana Kim: We are seeing 502s.\n\n2\n00:00:12.000 --> 00:00:15.400\nLee Ortiz: 10:30 Meeting: moved.\n\n" +
				"3\n01:00:12.000 --> 01:00:15.400\n10:30 Meeting: this is text.\n",
			transcript.WebVTT, false,
			[]string{
				"5.120-9.000 Dana Kim: We are seeing 502s. @3-5", "12.000-15.400 Lee Ortiz: 10:30 Meeting: moved. @7-9",
				"3612.000-3615.400 10:30 Meeting: this is text. @11-13",
			},
		},
		"SRT, without blank lines and speakers": {
			"1\n00:00:05,120 --> 00:00:09,000\n{\\an8}<i>We are</i> seeing\n2\n00:00:12,000 --> 00:00:15,400\nRolling back --> now\n",
			transcript.SRT, false,
			[]string{"5.120-9.000 We are seeing @1-3", "12.000-15.400 Rolling back --> now @4-6"},
		},
		"an arrow in what is said, a blank line and a comment": {
			"WEBVTT - debrief\nKind: captions\n\nNOTE\na comment\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000 align:start position:0%\na --> b\n\nmore of it\n\n00:03.000 --> 00:04.000\nx < y\n",
			transcript.WebVTT, false,
			[]string{"1.000-2.000 a --> b more of it @10-13", "3.000-4.000 x < y @15-16"},
		},
		"out of order, overlapping, empty, and an end before the beginning": {
			"WEBVTT\n\n00:20.000 --> 00:25.000\nthree\n\n00:10.000 --> 00:22.000\ntwo\n\n00:01.000 --> 00:12.000\n \n\n00:05.000 --> 00:02.000\none\n",
			transcript.WebVTT, false,
			[]string{"5.000-5.000 one @12-13", "10.000-22.000 two @6-7", "20.000-25.000 three @3-4"},
		},
		"two speak in one cue": {
			"WEBVTT\n\n00:01.000 --> 00:04.000\n<v.loud Dana Kim>Who told them?</v>\n<v Lee>Nobody.</v> <v Dana Kim>Ah.\n",
			transcript.WebVTT, false,
			[]string{"1.000-4.000 Dana Kim: Who told them? @3-4", "1.000-4.000 Lee: Nobody. @5-5", "1.000-4.000 Dana Kim: Ah. @5-5"},
		},
		"rolling captions": {
			"WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000 align:start\n \nwe<00:00:00.500><c> are</c><00:00:01.000><c> seeing</c>\n\n" +
				"00:00:02.000 --> 00:00:02.010\nwe are seeing\n \n\n00:00:02.010 --> 00:00:04.000\nwe are seeing\nerrors<00:00:03.000><c> on</c><c> checkout</c>\n\n" +
				"00:00:04.000 --> 00:00:04.010\nerrors on checkout\n \n\n00:00:04.010 --> 00:00:06.000\nerrors on checkout\nsince<00:00:05.000><c> ten</c>\n",
			transcript.WebVTT, false,
			[]string{"0.000-4.010 we are seeing errors on checkout @4-14", "4.010-6.000 since ten @20-22"},
		},
		"captions that are written on": {
			"WEBVTT\n\n00:01.000 --> 00:02.000\nThe key\n\n00:02.000 --> 00:03.000\nThe key was full\n\n00:03.000 --> 00:04.000\nThe key was full at ten\n\n00:04.000 --> 00:05.000\nThe key was full at ten and nobody saw\n",
			transcript.WebVTT, false,
			[]string{"1.000-5.000 The key was full at ten and nobody saw @3-13"},
		},
		"what is said twice stays": {
			"WEBVTT\n\n00:01.000 --> 00:02.000\nDana: No, no, no.\n\n00:02.000 --> 00:03.000\nDana: No, no, no.\n\n00:03.000 --> 00:04.000\nLee: But it was.\n\n00:04.000 --> 00:05.000\nDana: I see.\n\n00:05.000 --> 00:06.000\nLee: Good.\n",
			transcript.WebVTT, false,
			[]string{
				"1.000-2.000 Dana: No, no, no. @3-4", "2.000-3.000 Dana: No, no, no. @6-7", "3.000-4.000 Lee: But it was. @9-10",
				"4.000-5.000 Dana: I see. @12-13", "5.000-6.000 Lee: Good. @15-16",
			},
		},
		"speakers only where they change": {
			"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana>One.\n\n00:02.000 --> 00:03.000\nTwo.\n\n00:03.000 --> 00:04.000\nThree.\n\n00:04.000 --> 00:05.000\n<v Lee>Four.\n\n00:05.000 --> 00:06.000\nFive.\n",
			transcript.WebVTT, false,
			[]string{
				"1.000-2.000 Dana: One. @3-4", "2.000-3.000 Dana: Two. @6-7", "3.000-4.000 Dana: Three. @9-10", "4.000-5.000 Lee: Four. @12-13",
				"5.000-6.000 Lee: Five. @15-16",
			},
		},
		"older Teams, the name in a line of its own": {
			"0:0:3.480 --> 0:0:5.120\nDana Kim\nWe are seeing 502s.\n\n0:0:6.0 --> 0:0:7.5\nDana Kim\nOn checkout.\n\n0:0:8.0 --> 0:0:9.0\nLee Ortiz\nRolling back.\n\n0:0:9.5 --> 0:0:9.9\nLee Ortiz\nNow.\n",
			transcript.SRT, false,
			[]string{"3.480-5.120 Dana Kim: We are seeing 502s. @1-3", "6.000-7.500 Dana Kim: On checkout. @5-7", "8.000-9.000 Lee Ortiz: Rolling back. @9-11", "9.500-9.900 Lee Ortiz: Now. @13-15"},
		},
		"Google Meet": {
			meet, transcript.Paragraphs, false,
			[]string{
				"0.000-312.000 Dana Kim: We are seeing 502s on checkout. @7-7", "0.000-312.000 Lee Ortiz: Rolling back now: it takes ten minutes. @8-8",
				"312.000-312.000 Dana Kim: All clear. @12-12",
			},
		},
		"Google Meet, a short one below who came": {
			"Debrief (2026-11-30 01:00 GMT) - Transcript\nAttendees\nLee Ortiz, Dana Kim\nTranscript\n00:00:00\nLee Ortiz: It begins there.\n00:05:00\nDana Kim: Yes.\nMeeting ended after 00:30:00\n",
			transcript.Paragraphs, false,
			[]string{"0.000-300.000 Lee Ortiz: It begins there. @6-6", "300.000-300.000 Dana Kim: Yes. @8-8"},
		},
		"Otter": {
			"Speaker 1  0:00\nSo the key ran out.\n\nDana Kim  0:12\nSupport saw it first.\n\nTranscribed by https://otter.ai\n",
			transcript.Paragraphs, false,
			[]string{"0.000-12.000 Speaker 1: So the key ran out. @2-2", "12.000-12.000 Dana Kim: Support saw it first. @5-5"},
		},
		"names above times": {
			"Dana Kim\n00:00:05\nWe are seeing 502s.\n\nLee Ortiz\n00:05:12\nRolling back.\nIt takes a while.\n",
			transcript.Paragraphs, false,
			[]string{"5.000-312.000 Dana Kim: We are seeing 502s. @3-3", "312.000-312.000 Lee Ortiz: Rolling back. @7-7", "312.000-312.000 Lee Ortiz: It takes a while. @8-8"},
		},
		"names before times": {
			"Dana Kim   0:05\nWe are seeing 502s.\n\nLee Ortiz   1:05:12\nRolling back.\n",
			transcript.Paragraphs, false,
			[]string{"5.000-3912.000 Dana Kim: We are seeing 502s. @2-2", "3912.000-3912.000 Lee Ortiz: Rolling back. @5-5"},
		},
		"captions saved by Zoom, over midnight": {
			"[Dana Kim] 23:59:58\nWe are seeing 502s.\n\n[Lee Ortiz] 00:00:10\nRolling back.\n",
			transcript.ZoomCaptions, true,
			[]string{"86398.000-86410.000 Dana Kim: We are seeing 502s. @2-2", "86410.000-86410.000 Lee Ortiz: Rolling back. @5-5"},
		},
		"captions by the time of day": {
			"14:02:10 We are seeing 502s.\n14:02:15 On checkout: everywhere.\n14:03:00 Rolling back.\n",
			transcript.ZoomCaptions, true,
			[]string{"50530.000-50535.000 We are seeing 502s. @1-1", "50535.000-50580.000 On checkout: everywhere. @2-2", "50580.000-50580.000 Rolling back. @3-3"},
		},
		"offsets before what is said": {
			"[00:00:05] Dana Kim: We are seeing 502s.\n[00:01:00] Lee Ortiz: Rolling back.\n",
			transcript.Paragraphs, false,
			[]string{"5.000-60.000 Dana Kim: We are seeing 502s. @1-1", "60.000-60.000 Lee Ortiz: Rolling back. @2-2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, coded := range [][]byte{[]byte(c.text), []byte("\ufeff" + c.text), wide(c.text, binary.LittleEndian), wide(c.text, binary.BigEndian)} {
				if !transcript.Is(coded, "") {
					t.Error("is not taken for a transcript")
				}
				read, err := transcript.Read(coded)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.want, shown(read)); diff != "" || read.Format != c.format || read.ByDay != c.byDay {
					t.Errorf("%s, by day %v\n%s", read.Format, read.ByDay, diff)
				}
			}
		})
	}
}

func wide(text string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

// document makes a .docx with a paragraph for each line.
func document(tb testing.TB, text string) []byte {
	tb.Helper()
	var body strings.Builder
	body.WriteString(`<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for line := range strings.SplitSeq(text, "\n") {
		body.WriteString("<w:p>")
		name, said, ok := strings.Cut(line, ": ")
		for _, run := range []string{name, ": ", said} {
			if run == ": " && !ok {
				break
			}
			body.WriteString(`<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">`)
			if err := xml.EscapeText(&body, []byte(run)); err != nil {
				tb.Fatal(err)
			}
			body.WriteString("</w:t></w:r>")
		}
		body.WriteString("</w:p>")
	}
	body.WriteString("</w:body></w:document>")
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	file, err := archive.Create("word/document.xml")
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := file.Write([]byte(body.String())); err != nil {
		tb.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func TestDocument(t *testing.T) {
	t.Parallel()
	data := document(t, meet)
	if !transcript.Is(data, "Orders debrief - Transcript.docx") {
		t.Error("is not taken for a transcript")
	}
	read, err := transcript.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	written, err := transcript.Read([]byte(meet))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(shown(written), shown(read)); diff != "" {
		t.Error(diff)
	}
	if _, err := transcript.Read(data[:len(data)/2]); retro.ErrorCode(err) != retro.CodeDamaged {
		t.Errorf("half a document: %v", err)
	}
}

func TestIsNone(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a page": "# Summary\n\nAt 10:02 the orders stopped.\n\n| 10:02:03 | it broke |\n\nDana: she saw it.\n", "nothing": "", "prose": "We met.\nNobody spoke.\n",
		"a page.md":     "## Timeline\n\n10:02\n\nIt broke.\n\n10:05\n\nIt was mended.\n\nDana: yes.\n",
		"Zoom's chat":   "21:40:05 From Dana Kim to Everyone: hello\n21:40:09 From Lee to Everyone: hi\n",
		"a document":    string(document(t, "Summary\n\nAt 10:02 the orders stopped.\nNobody saw it.\n")),
		"no document":   "PK\x03\x04 and junk",
		"only a number": "10:02:03",
	} {
		if transcript.Is([]byte(text), name) {
			t.Errorf("%s is taken for a transcript", name)
		}
	}
	for _, text := range []string{"", "WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n \n", "words without a time"} {
		if _, err := transcript.Read([]byte(text)); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestBeganIn(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"GMT20260321-140210_Recording.transcript.vtt":             "2026-03-21T14:02:10Z zone",
		"Orders debrief (2026-03-21 14:02 GMT+1) - Transcript":    "2026-03-21T13:02:00Z zone",
		"Orders debrief – 2026_03_21 14_02 CET – Transcript.docx": "2026-03-21T13:02:00Z zone",
		"Orders debrief-20260321_140210-Meeting Recording.vtt":    "2026-03-21T14:02:10Z",
		"2026-03-21 14.02.10 Orders debrief":                      "2026-03-21T14:02:10Z",
		"notes 2026-03-21.txt":                                    "2026-03-21T00:00:00Z day",
		"notes 2026-13-41.txt":                                    "",
		"closed_caption.txt":                                      "",
	} {
		began, ok := transcript.BeganIn(name)
		got := ""
		if ok {
			got = began.At.Format(time.RFC3339)
			if began.HasZone {
				got += " zone"
			}
			if !began.HasClock {
				got += " day"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Long is a transcript of so many hours, as Zoom writes them.
func long(hours int) string {
	var out strings.Builder
	out.WriteString("WEBVTT\n")
	at := time.Duration(0)
	stamp := func(d time.Duration) string {
		ms := d.Milliseconds()
		return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
	}
	for n := 1; at < time.Duration(hours)*time.Hour; n++ {
		end := at + 2900*time.Millisecond
		fmt.Fprintf(&out, "\n%d\n%s --> %s\nSpeaker %d: this is sentence %d of what was said in the room.\n", n, stamp(at), stamp(end), n%7, n)
		at = end + 100*time.Millisecond
	}
	return out.String()
}

func BenchmarkRead8Hours(b *testing.B) {
	data := []byte(long(8))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := transcript.Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIsLog(b *testing.B) {
	data := []byte(strings.Repeat("2026-03-14 21:40:02.123 INFO [worker-1] com.example.Checkout: request 7 took 12 ms: ok\n", 20_000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if transcript.Is(data, "checkout.log") {
			b.Fatal("a log is a transcript")
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(meet))
	f.Add([]byte("WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Dana>One <b>two</b>\n\n00:02.000 --> 00:03.000\nOne two three\n"))
	f.Add([]byte("1\n00:00:05,120 --> 00:00:09,000\nDana: We are\n2\n00:00:12,000 --> 00:00:15,400\nRolling --> now\n"))
	f.Add([]byte("[Dana Kim] 23:59:58\nWe are\n[Lee] 00:00:10 PM\nRolling back.\n"))
	f.Add(wide(meet, binary.LittleEndian))
	f.Add(document(f, meet))
	f.Fuzz(func(t *testing.T, data []byte) {
		transcript.Is(data, "x.txt")
		read, err := transcript.Read(data)
		if err != nil {
			return
		}
		text, err := transcript.Text(data)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(text, "\n") + 1
		before := time.Duration(0)
		for _, cue := range read.Cues {
			if cue.Text == "" || strings.ContainsAny(cue.Text+cue.Speaker, "\n\r") || cue.From < before || cue.To < cue.From ||
				cue.FromLine < 1 || cue.ToLine < cue.FromLine || cue.ToLine > lines {
				t.Fatalf("%+v after %s in %d lines", cue, before, lines)
			}
			before = cue.From
		}
	})
}
