// Package timeline lays the drawing of a timeline out, once for the window and for all
// exports: which lanes there are, where each event stands, what is close together and
// drawn as one, and which titles have room.
//
// An [Index] holds the events of one state of a retrospective. A [Frame] is what is to
// be drawn of a stretch of time at a width: it has as many marks as there is room for,
// whatever the number of events. The window draws it and moves it along while a person
// pans; [Draw] makes shapes of it for SVG and PNG.
package timeline
