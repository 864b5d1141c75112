package retro

import (
	"regexp"
	"slices"
	"strings"
)

// What programs write before what happened: a stamp, a level, a thread or process, the
// class or the file that logs, the program with its number.
var ornaments = compile(
	`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?\s+`,
	`\d\d:\d\d:\d\d([.,]\d+)?\s+`,
	`\d+\.\d+:\s+`,
	`us=\d+\s+`,
	`[0-9a-f]{8}-[0-9a-f-]{27}\s+`,
	`##\[\w+\]\s*`,
	`(\[[^\]]{1,60}\])+[,:]?\s+`,
	`(<[^>]*>\s*)+`,
	`\d+\s+---\s+`,
	`\d+\s{2,}`,
	`\d+#\d+:\s+(\*\d+\s+)?`,
	`(---|--|-|:|>|\*|\|)\s+`,
	// Programs, with and without a number.
	`[\w./-]{1,40}\[[\w.-]+\](\[[^\]]*\])?:\s+`,
	`(kernel|sudo|su|systemd|cron|CRON|dockerd|containerd|kubelet|sshd|haproxy|postfix/\w+|dhclient|rsyslogd):\s+`,
	`pam_\w+\([^)]*\):\s+`,
	`(input_userauth_request|kex_exchange_identification|banner_exchange|ssh_dispatch_run_fatal):\s+`,
	`%[A-Z0-9_]+-\d-[A-Z0-9_]+:\s+`,
	`PHP [A-Z][a-z]+( error)?:\s+`,
	`[\w-]+@[\w-]+ `+levels+`:\s+`,
	`\d+ (Query|Connect|Execute|Prepare)\t+`,
	// Levels that stand close to something else.
	levels+`:`,
	`\w+::`+levels+`::?\s*`,
	`[\w.]+ - `+levels+` - `,
	levels+`/[\w-]+\]\s+`,
	`[VDIWEF]/[\w.]+\(\s*\d+\):\s+`,
	`[VDIWEF] [\w.]+\s*:\s+`,
	`[0-9a-f]{8} \w+\s+[A-Z]\s+`,
	`P-\d+\s+T-\w+\s+[A-Z]\s+`,
	`(Info|Warning|Error)\s{2,}\w+\s{2,}`,
	// A file with its line.
	`[\w./-]+\.(c|cc|cpp|go|h|java|js|kt|php|py|rb|rs|ts)([:(]\d+\)?[\]:]?|[\]:])( >)?\s+`,
	// A class is told from a word by its dots or its inner capitals.
	`[A-Za-z_$][\w$]*(\.[\w$]+)+(\([^)]*\))?(:\d+)?\s+[-:|–]\s+`,
	`([a-z_$][\w$]*\.)+[A-Z][\w$]*( \w+)? \[[^\]]*\]\s+[-:|–]\s+`,
	`[A-Z][a-z0-9]+([A-Z]\w*)+\s+[-:|–]\s+`,
	`([a-z_$][\w$]*\.)+[A-Z][\w$]*:\s+`,
	`[A-Z]\w+\.[a-z]\w+:\s+`,
	`(thread|main|worker|pool|exec|http|nio)[-\w]*\s+[-:|–]\s+`,
)

// levels are written in capitals where a program means them.
const levels = `(?:TRACE|DEBUG|INFO|NOTICE|LOG|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL|PANIC|STATEMENT|DETAIL|HINT)`

func compile(patterns ...string) []*regexp.Regexp {
	compiled := make([]*regexp.Regexp, len(patterns))
	for i, pattern := range patterns {
		compiled[i] = regexp.MustCompile(`^(?:` + pattern + `)`)
	}
	return compiled
}

// isThing matches what looks like an ornament and is what happened: something that was
// thrown, or a program that did it.
var isThing = regexp.MustCompile(`(Exception|Error|Throwable|Fault):\s+$|\.exe\s`)

// Lines of a known shape, and what of them is the fact.
var shapes = []struct {
	pattern *regexp.Regexp
	fact    string
}{
	// key=value pairs, a request with its status, a row of PostgreSQL's CSV, klog's quotes,
	// a command of sudo, a message in angle brackets, a call that was traced.
	{regexp.MustCompile(`^(?:.*?\s)?(?:msg|message|event)=(?:"((?:[^"\\]|\\.)+)"|([^\s"]\S*)).*$`), `$1$2`},
	{regexp.MustCompile(`^.*?"([A-Z]{3,8} \S{1,80})(\S*) HTTP/[\d.]+" (\d{3})\b.*$`), `$1 $3`},
	{regexp.MustCompile(`^.* (\d{3}) (?:\d{3}|-) \d+ \d+ "([A-Z]{3,8} \S{1,80})(\S*) HTTP/.*$`), `$2 $1`},
	{regexp.MustCompile(`^[\da-f.:]+ ((?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S{1,80})(\S*) (\d{3})\b.*$`), `$1 $3`},
	{regexp.MustCompile(`^.*,` + levels + `,\w{5},"((?:[^"]|"")+)",.*$`), `$1`},
	{regexp.MustCompile(`^"((?:[^"\\]|\\.)+)"\s+(\w+=.*)$`), `$1, $2`},
	{regexp.MustCompile(`^(\S+) : TTY=\S+ ; PWD=.* ; USER=(\S+) ; COMMAND=(.+)$`), `$1 as $2: $3`},
	{regexp.MustCompile(`^(?:<[^>]*>\s*)+<([^>]+ [^>]+)>$`), `$1`},
	{regexp.MustCompile(`^\[([^\[\]]* [^\[\]]*)\]$`), `$1`},
	{regexp.MustCompile(`^\d+\s+(\w+\(.*\)\s+= .*)$`), `$1`},
}

// What stands behind what happened: the class that logs, and whom a proxy served.
var trailers = regexp.MustCompile(
	`\s*\((?:[a-z_$][\w$]*\.)+[A-Z][\w$]*\)(?:\s*\[[^\]]*\])?$|\s*\[preauth\]$|, client: [^,]+(?:, server: [^,]*)?|, (?:upstream|host|referrer): "[^"]*"`)

// factOf is what a line of a log says happened, without what a program writes around it.
func factOf(line string) string {
	fact := strings.TrimSpace(line)
	for again := true; again; {
		again = false
		for _, shape := range shapes {
			if shape.pattern.MatchString(fact) {
				return unquoted(strings.TrimSpace(shape.pattern.ReplaceAllString(fact, shape.fact)))
			}
		}
		if rest := undressed(fact); rest != fact {
			fact, again = rest, true
		}
		// A number of a process or a thread is told by what stands behind it.
		if number := leadingNumber.FindString(fact); number != "" {
			if rest := fact[len(number):]; undressed(rest) != rest {
				fact, again = rest, true
			}
		}
	}
	if said := strings.TrimSpace(trailers.ReplaceAllString(fact, "")); said != "" {
		fact = said
	}
	return strings.Join(strings.Fields(fact), " ")
}

var leadingNumber = regexp.MustCompile(`^\d+:?\s+`)

// undressed takes one ornament off, unless nothing else is there.
func undressed(fact string) string {
	if rest := WithoutLevel(fact); rest != fact && rest != "" {
		return rest
	}
	for _, ornament := range ornaments {
		found := ornament.FindString(fact)
		if rest := strings.TrimSpace(fact[len(found):]); found != "" && rest != "" && !isThing.MatchString(found) {
			return rest
		}
	}
	return fact
}

func unquoted(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, `\"`, `"`), `""`, `"`)
}

// shortLevels are what programs write for levels, beside their names.
var shortLevels = []string{"log", "warning", "err", "wrn", "inf", "dbg", "trc"}

// WithoutLevel drops a leading level of a line: the kind and the colour say as much. One in small
// letters is a word of what happened, unless a sign sets it apart: “error rate is up”.
func WithoutLevel(line string) string {
	space := strings.IndexAny(line, " \t")
	if space < 0 {
		return line
	}
	word, rest := line[:space], strings.TrimSpace(line[space:])
	name := strings.ToLower(strings.Trim(word, "[]:<>"))
	var level Level
	if name == "" || name == "panic" || level.UnmarshalText([]byte(name)) != nil && !slices.Contains(shortLevels, name) {
		return line
	}
	if word == strings.ToUpper(word) || strings.ContainsAny(word, "[]:<>") || strings.HasPrefix(rest, ": ") {
		return rest
	}
	return line
}

// abbreviations end with a period that belongs to them.
var abbreviations = regexp.MustCompile(`(?:\.\.|\b(?i:etc|inc|ltd|co|corp|no|vs|approx|min|sec|max)|\.\pL)\.$`)

// withoutEnd drops what ends a sentence or announces the next: a title is none.
func withoutEnd(title string) string {
	short := strings.TrimRight(title, " :;,")
	if !abbreviations.MatchString(short) {
		short = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(short, "."), "。"), " ")
	}
	if short == "" {
		return title
	}
	return short
}
