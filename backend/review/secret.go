package review

import (
	"regexp"
	"strings"
	"sync"
)

// secretRule finds one kind of secret by the shape that its maker gives it, or by the word
// before it.
type secretRule struct {
	id, what string
	// pattern finds the secret, which is its first group.
	pattern *regexp.Regexp
}

// secretRules know what is told by its shape alone, and the few words that stand before a
// secret of any shape. Each was written from what its provider documents. They are
// compiled when they are first asked for, since no other command waits for them.
var secretRules = sync.OnceValue(func() []secretRule {
	rule := func(id, what, pattern string) secretRule { return secretRule{id, what, regexp.MustCompile(pattern)} }
	return []secretRule{
		rule("private-key", "A private key", `(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----)`),
		rule("aws", "An access key of AWS", `\b((?:AKIA|ASIA)[0-9A-Z]{16})\b`),
		rule("github", "A token of GitHub", `\b(gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{40,})`),
		rule("gitlab", "A token of GitLab", `\b(gl(?:pat|ptt|dt|rt|cbt)-[0-9A-Za-z_-]{20,})`),
		rule("slack", "A token of Slack", `\b(xox[abeoprs]-[0-9A-Za-z-]{10,}|xapp-[0-9A-Za-z-]{20,})`),
		rule("slack-webhook", "A webhook of Slack", `(https://hooks\.slack\.com/(?:services|workflows)/[0-9A-Za-z/_-]{20,})`),
		rule("stripe", "A key of Stripe", `\b((?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}|whsec_[0-9A-Za-z]{24,})`),
		rule("google", "A key of Google", `\b(AIza[0-9A-Za-z_-]{35})\b`),
		rule("npm", "A token of npm", `\b(npm_[0-9A-Za-z]{36})\b`),
		rule("pypi", "A token of PyPI", `\b(pypi-[0-9A-Za-z_-]{50,})`),
		rule("sendgrid", "A key of SendGrid", `\b(SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,})`),
		rule("jwt", "A signed token (JWT)", `\b(eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,})`),
		rule("url", "A password in an address", `\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s/:@'"<>]*:([^\s/@'"<>]{3,})@`),
		rule("authorization", "A header that logs in", `(?i)\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token|digest)\s+([0-9A-Za-z._~+/=-]{8,})`),
		rule("cookie", "A session cookie", `(?i)\b(?:set-)?cookie["']?\s*:\s*["']?[^\n]*?(?:sess(?:ion)?(?:id)?|sid|auth|token)[a-z_.-]*=([^;\s"']{12,})`),
		rule("assigned", "A password or key", `(?i)\b[a-z0-9_.-]*(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key|client[_-]?secret)["']?\s*(?:=|:=|:\s)\s*["']?([^\s"',;<>/][^\s"',;<>]{5,})`),
		rule("option", "A password in a command", `(?:--(?:password|passwd|token|secret|api-key)[= ]|\bsshpass -p ?|\bPGPASSWORD=)["']?([^\s"'<>-][^\s"'<>]{3,})`),
	}
})

// placeholder is what people write where a secret would stand, or where they took one out.
var placeholder = regexp.MustCompile(`(?i)^(?:[*x•.…_-]+|\$.*|%.*|<.*|\{.*|\[.*|your.*|my.?(?:password|secret|token|key)|example.*|redacted.*|removed.*|hidden.*|changeme|none|null|nil|true|false|undefined|empty|required|optional|missing|expired|invalid|wrong|(?:was|is|has|had|and|for|the|not|are|from|rotated|rotation|manager|policy|reset)\b.*)$`)

// secretsIn remarks on the secrets in one text, code and quotations included.
func secretsIn(t text) []Finding {
	var findings []Finding
	told := map[string]bool{}
	for _, rule := range secretRules() {
		for _, at := range rule.pattern.FindAllStringSubmatchIndex(t.words, -1) {
			secret := t.words[at[2]:at[3]]
			if told[secret] || placeholder.MatchString(secret) || rule.id == "assigned" && isWord(secret) {
				continue
			}
			told[secret] = true
			findings = append(findings, Finding{
				Kind: KindSecret, Rule: rule.id, Noun: t.noun, ID: t.id, Quote: masked(secret),
				Words:  rule.what + " stands in “" + t.title + "”: " + masked(secret),
				Reason: "Whoever reads it can use it. Take it out, and have it replaced where it is in use.",
			})
		}
	}
	return findings
}

// isWord reports whether what follows "password:" is a word of a sentence.
func isWord(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.!?)") == "" && strings.ToLower(s[1:]) == s[1:]
}

// masked shows so much of a secret that it can be found, and no more.
func masked(secret string) string {
	if strings.HasPrefix(secret, "-----") {
		return secret
	}
	return secret[:min(4, len(secret)/3)] + "…"
}
