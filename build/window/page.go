package window

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Patience is how long a busy machine may take to show something.
const Patience = 30 * time.Second

// locate finds what a person would click: the last visible control whose label
// is, else begins with, the name. It returns the middle of it, or null.
const locate = `((name) => {
	const label = (e) => (e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) ||
		e.innerText || e.getAttribute('placeholder') || '').replace(/\s+/g, ' ').trim();
	const controls = [...document.querySelectorAll('button, a, input, textarea, select, summary, [role], [contenteditable=true]')]
		.filter((e) => e.getBoundingClientRect().width > 0);
	const found = controls.filter((e) => label(e) === name).pop() || controls.filter((e) => label(e).startsWith(name)).pop();
	if (!found) return null;
	found.scrollIntoView({ block: 'nearest' });
	const box = found.getBoundingClientRect();
	return { X: Math.round(box.x + box.width / 2), Y: Math.round(box.y + box.height / 2) };
})`

// Click clicks the control with a label, once it is there.
func (w *Window) Click(label string) error {
	quoted, err := json.Marshal(label)
	if err != nil {
		return err
	}
	return w.clickAt(fmt.Sprintf("%s(%s)", locate, quoted), label)
}

// ClickSelector clicks the middle of the first element that a CSS selector
// finds, once it is there.
func (w *Window) ClickSelector(selector string) error {
	quoted, err := json.Marshal(selector)
	if err != nil {
		return err
	}
	expression := fmt.Sprintf(`(() => {
		const found = document.querySelector(%s);
		if (!found) return null;
		found.scrollIntoView({ block: 'nearest' });
		const box = found.getBoundingClientRect();
		return { X: Math.round(box.x + box.width / 2), Y: Math.round(box.y + box.height / 2) };
	})()`, quoted)
	return w.clickAt(expression, selector)
}

// clickAt clicks where an expression says, as soon as it says so twice in a row:
// something that still moves would be missed.
func (w *Window) clickAt(expression, what string) error {
	type place struct{ X, Y int }
	var last *place
	for deadline := time.Now().Add(Patience); time.Now().Before(deadline); time.Sleep(60 * time.Millisecond) {
		var found *place
		if err := w.Evaluate(expression, &found); err != nil {
			return err
		}
		if found != nil && last != nil && *found == *last {
			return w.display.Click(found.X, found.Y)
		}
		last = found
	}
	return fmt.Errorf("nothing to click called %q within %s", what, Patience)
}

// See waits until the page shows a text, in capitals or not: the page's style
// decides on those.
func (w *Window) See(text string) error {
	quoted, err := json.Marshal(strings.ToLower(text))
	if err != nil {
		return err
	}
	if err := w.WaitFor(fmt.Sprintf("document.body.innerText.toLowerCase().replace(/\\s+/g, ' ').includes(%s)", quoted), Patience); err != nil {
		var shown string
		_ = w.Evaluate("document.body.innerText", &shown)
		return fmt.Errorf("the page does not show %q: it shows %.1500q", text, shown)
	}
	return nil
}

// SeeElement waits until a CSS selector finds something.
func (w *Window) SeeElement(selector string) error {
	quoted, err := json.Marshal(selector)
	if err != nil {
		return err
	}
	return w.WaitFor(fmt.Sprintf("document.querySelector(%s)", quoted), Patience)
}
