// Package imaging looks at pictures that people paste: it tells what they are,
// bounds what they may cost before any of them is decoded, suggests when they
// were taken, and makes the copies that are shown and shared, with what people
// drew over them.
//
// A picture comes from anywhere, so nothing in it is believed: the format is
// told by its first bytes and not by its name, its size is read and refused
// before its pixels are, and what is handed on is drawn anew, without the
// metadata, comments and trailing bytes of the original. The original itself is
// kept elsewhere and never altered.
//
// PNG, JPEG, GIF (its first frame), WebP and BMP are read. SVG is not: it is a
// document, not a picture.
package imaging
