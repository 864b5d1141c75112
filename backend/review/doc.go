// Package review reads a retrospective as a careful colleague would before it is shared,
// and remarks on what its readers would stumble over.
//
// It looks for wording that blames, for gaps in the timeline, for what is missing, and for
// secrets. [Review] says what it looked for as well as what it found, so that "nothing
// found" is worth something. A [Finding] names its place and, where words can be changed,
// asks how-questions; it never stops anybody.
//
// # Adding a rule of wording
//
// A rule is a line of wordingRules with the phrases that it must find and those that it
// must leave alone, in TestWording. A rule that is often wrong is worse than none: people
// stop reading. What programs write (the job failed, the alert should have fired) is no
// judgement of a person, and what stands in code, quotations and links is not the
// writer's.
package review
