// Package canvas draws: one list of shapes becomes SVG for a page or PNG for
// whatever shows none.
//
// A [Drawing] has a size in pixels and shapes, each drawn over those before it.
// Colours are not values but an [Ink], the name of a colour of the window's: SVG
// carries its value in attributes, so that it stands alone, and its name as a
// class, so that a page can set it again by its own style, dark or light. No
// style is written inline, and no shape refers to anything outside of itself: a small
// picture is written into the drawing.
//
// Texts come from anywhere: they are escaped, and characters that XML forbids or
// that turn the order of reading around are left out.
package canvas
