package ingest

// recognise decides whether a line begins an entry. The line has been cleaned and
// has no line end; next holds some of the bytes that follow it. The first bytes
// choose which formats are asked; the order among those that share a beginning
// goes from the specific to the generic.
func (p *plan) recognise(line, next []byte, h *head) bool {
	if len(line) < 5 {
		return false
	}
	found := false
	switch c := line[0]; {
	case c == '{':
		found = headJSON(p, line, h)
	case isDigit(c):
		found = headISO(p, line, h) || headAccess(line, h)
	case c == '[':
		found = headISO(p, line, h) || headApacheError(line, h) || headAccess(line, h)
	case c == '<':
		found = headPriority(line, h)
	case isLetter(c):
		found = headKlog(line, h) || headSyslog3164(line, h) || headLogfmt(line, h) || headAccess(line, h)
	case c == ':' || c == '-':
		found = headAccess(line, h)
	}
	return found && (p.forced == formatText || p.forced == h.format)
}
