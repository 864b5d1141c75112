// Package diff tells what changed: between two contents of a retrospective
// ([Compare]) and between two texts of Markdown ([Documents]); and it puts three
// texts together ([Merge3]). It reads no files and no clock.
//
// # Contents
//
// Things are matched by their ids. A [ChangeSet] has an [Item] for each thing
// that was added, removed, moved or changed in any of its fields, and nothing
// else. It carries the new values, so Apply(Compare(a, b), a) is b. [WriteText],
// [Markdown] and [HTML] write it for people.
//
// # Texts
//
// A text is cut into blocks: headings, paragraphs, items of lists, rows of
// tables, code. Blocks that read the same are aligned first; of what is left
// between them, blocks that share words are paired, and a paragraph that was
// split is paired with both its halves; of what is left then, blocks that are
// alike at different places have moved. Within a pair the words are compared.
//
// What the package promises of any two texts, whatever bytes they hold:
//
//   - The blocks join to both texts byte for byte, and the operations of a block
//     to both its texts.
//   - No word is cut: an operation begins and ends between tokens, see [Op].
//   - How lines are wrapped is not a change.
//   - The result depends on the texts alone, never on the machine or its load.
//   - Time grows linearly, with a factor that is bounded: beyond it the result is
//     still right, but may mark more than it had to.
//
// # Why it is done so
//
// Blocks are cut by a reader of lines and not by goldmark, which is made for
// whole documents and takes seconds for 50 kB of hostile text. The reader knows
// no inline syntax and needs none, cannot disagree with itself about byte
// ranges, and where it takes a block for another kind the texts still join.
//
// Words are compared by go-diff, with one rune for each token: its characters would
// cut words in two and replace bytes that are no UTF-8. What is not worth keeping
// apart is joined before tokens become text again, so that no clean-up cuts a word
// either. Its only bound is the clock, which would give another result on a slower
// machine, so it is asked without one, and only for as many words as a bound on the
// lengths allows. Lines, blocks and longer texts are compared by our own form of
// Myers' algorithm, which keeps to such a bound at any length; the tests hold that it
// finds as few edits as go-diff.
package diff
