// Package window starts the real window on a display of its own and acts on it
// as a person would: real keys and clicks through xdotool, the real clipboard
// through xclip, pictures of the screen through ImageMagick. What the page shows
// it learns over WebKit's inspector, which a build with the tag devtools offers.
//
// It serves the smoke test and the benchmarks and runs on Linux only.
package window
