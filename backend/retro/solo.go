package retro

// Solo says whether a retrospective is one person's own account, without a debrief, and
// what made it one. What was planned or noted of a debrief stays, for when there is one
// after all.
type Solo string

// What makes a retrospective one person's.
const (
	SoloNot        Solo = "" // there is a debrief
	SoloByTemplate Solo = "template"
	SoloByHand     Solo = "hand"
	SoloNever      Solo = "never" // its template has no debrief, and a person wants one
)

// Is reports whether there is no debrief.
func (s Solo) Is() bool { return s == SoloByTemplate || s == SoloByHand }

// String says it in the words of a list of changes.
func (s Solo) String() string {
	if s.Is() {
		return "one person’s own account"
	}
	return "with a debrief"
}

// Chosen is what a person makes of it.
func (s Solo) Chosen(alone bool) Solo {
	switch {
	case alone == s.Is():
		return s
	case s == SoloNever:
		return SoloByTemplate
	case s == SoloByTemplate:
		return SoloNever
	case alone:
		return SoloByHand
	default:
		return SoloNot
	}
}

// Under is what becomes of it under a template that has a debrief or not. What a person
// chose stays.
func (s Solo) Under(t Template) Solo {
	switch {
	case s == SoloNot && t.Solo:
		return SoloByTemplate
	case s == SoloByTemplate && !t.Solo:
		return SoloNot
	}
	return s
}

// NeedsDebrief returns an error with CodeUnsupported where there is no debrief.
func (c *Content) NeedsDebrief() error {
	if !c.Solo.Is() {
		return nil
	}
	return Errorf(CodeUnsupported, "“%s” is one person’s own account, without a debrief", c.Title).
		WithHint("afterword solo ID --off, or “Hold a debrief after all”, brings the debrief back")
}
