package record

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// automaton decides whether a regular expression matches a text of ASCII, and looks
// at each byte once: package regexp looks at it for every part of the expression that
// it may belong to. Its states are made when they are first needed. It is not safe for
// concurrent use.
type automaton struct {
	prog   *syntax.Prog
	states []automatonState
	known  map[string]int32
}

// automatonState is where an expression can stand after the same bytes.
type automatonState struct {
	places []uint32 // instructions, before the conditions on the next byte are looked at
	before rune     // stands for the byte before: -1, '\n', a letter or a blank
	// next has for each byte, and for the end of the text, the number of the state that
	// follows.
	next [utf8.RuneSelf + 1]int32
}

// What next holds beside the numbers of states.
const (
	stateUnknown int32 = -1
	stateMatch   int32 = -2
	stateNone    int32 = -3 // after the end, without a match
)

// maxStates bounds an automaton; an expression that needs more is left to regexp.
const maxStates = 1000

// textEnd stands for the end of the text among its bytes.
const textEnd = utf8.RuneSelf

// newAutomaton returns nil for an expression that cannot be compiled.
func newAutomaton(tree *syntax.Regexp) *automaton {
	prog, err := syntax.Compile(tree)
	if err != nil {
		return nil
	}
	a := &automaton{prog: prog, known: map[string]int32{}}
	a.state([]uint32{uint32(prog.Start)}, -1) //nolint:gosec // An expression has few instructions.
	return a
}

// own returns an automaton for the same expression that another goroutine may use.
func (a *automaton) own() *automaton {
	made := &automaton{prog: a.prog, known: map[string]int32{}}
	made.state(a.states[0].places, a.states[0].before)
	return made
}

// match reports whether the expression matches somewhere in the text; not ok where
// the automaton cannot tell, because the text is not ASCII or the states are too many.
func (a *automaton) match(text []byte) (matched, ok bool) {
	at := int32(0)
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false, false
		}
		next := a.states[at].next[c]
		if next < 0 {
			if next == stateUnknown {
				next = a.step(at, int(c))
			}
			if next < 0 {
				return next == stateMatch, next == stateMatch
			}
		}
		at = next
	}
	next := a.states[at].next[textEnd]
	if next == stateUnknown {
		next = a.step(at, textEnd)
	}
	return next == stateMatch, true
}

// step works out which state follows one after a byte. It returns stateUnknown where
// there are too many.
func (a *automaton) step(from int32, c int) int32 {
	after := rune(c) //nolint:gosec // A byte, or the end.
	if c == textEnd {
		after = -1
	}
	state := &a.states[from]
	runes, matched := a.open(state.places, syntax.EmptyOpContext(state.before, after))
	next := stateNone
	switch {
	case matched:
		next = stateMatch
	case c != textEnd:
		// It may begin anywhere, so at each byte anew.
		places := []uint32{uint32(a.prog.Start)} //nolint:gosec // An expression has few instructions.
		for _, place := range runes {
			if i := &a.prog.Inst[place]; i.MatchRune(after) {
				places = append(places, i.Out)
			}
		}
		next = a.state(places, kindOf(after))
	}
	if next != stateUnknown {
		a.states[from].next[c] = next
	}
	return next
}

// open follows what needs no byte, and returns the instructions that wait for one.
func (a *automaton) open(places []uint32, holds syntax.EmptyOp) (runes []uint32, matched bool) {
	seen := make([]bool, len(a.prog.Inst))
	waiting := slices.Clone(places)
	for len(waiting) > 0 {
		place := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if seen[place] {
			continue
		}
		seen[place] = true
		switch i := &a.prog.Inst[place]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			waiting = append(waiting, i.Out, i.Arg)
		case syntax.InstCapture, syntax.InstNop:
			waiting = append(waiting, i.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(i.Arg)&^holds == 0 { //nolint:gosec // The instruction keeps it there.
				waiting = append(waiting, i.Out)
			}
		case syntax.InstMatch:
			return nil, true
		case syntax.InstFail:
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			runes = append(runes, place)
		}
	}
	return runes, false
}

// state returns the number of a state, and makes it where it is new.
func (a *automaton) state(places []uint32, before rune) int32 {
	slices.Sort(places)
	places = slices.Compact(places)
	key := binary.AppendVarint(nil, int64(before))
	for _, place := range places {
		key = binary.AppendUvarint(key, uint64(place))
	}
	if number, ok := a.known[string(key)]; ok {
		return number
	}
	if len(a.states) == maxStates {
		return stateUnknown
	}
	made := automatonState{places: places, before: before}
	for i := range made.next {
		made.next[i] = stateUnknown
	}
	number := int32(len(a.states)) //nolint:gosec // At most maxStates.
	a.states = append(a.states, made)
	a.known[string(key)] = number
	return number
}

// kindOf returns a character that the conditions cannot tell from another one.
func kindOf(r rune) rune {
	switch {
	case r == '\n':
		return '\n'
	case syntax.IsWordChar(r):
		return 'a'
	}
	return ' '
}
