package retro

import "strings"

// Level is the severity of an entry, from the most verbose to the gravest.
type Level uint8

// The levels. LevelNone is an entry that names none (chat, access logs with a
// success status).
const (
	LevelNone Level = iota
	LevelTrace
	LevelDebug
	LevelInfo
	LevelNotice
	LevelWarn
	LevelError
	LevelFatal
)

var levelNames = [...]string{"", "trace", "debug", "info", "notice", "warn", "error", "fatal"}

// String returns the lower-case name, "" for LevelNone.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return ""
}

// MarshalText implements encoding.TextMarshaler.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. An unknown name is an error
// with CodeInvalid.
func (l *Level) UnmarshalText(text []byte) error {
	for i, name := range levelNames {
		if strings.EqualFold(name, string(text)) {
			*l = Level(i)
			return nil
		}
	}
	return Errorf(CodeInvalid, "unknown level %q", text).WithHint("use one of trace, debug, info, notice, warn, error, fatal")
}
