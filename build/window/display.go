package window

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Display is an X server without a screen.
type Display struct {
	Name    string // as in $DISPLAY
	process *exec.Cmd
	shown   string // the part that is looked at, as ImageMagick writes it
}

// OpenDisplay starts a server of so many pixels under a number that is free.
func OpenDisplay(width, height int) (*Display, error) {
	numbers, writeNumber, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = numbers.Close() }()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{writeNumber}
	err = server.Start()
	_ = writeNumber.Close()
	if err != nil {
		return nil, fmt.Errorf("start Xvfb: %w", err)
	}
	number, err := bufio.NewReader(numbers).ReadString('\n')
	if err != nil {
		_ = server.Process.Kill()
		return nil, fmt.Errorf("wait for Xvfb: %w", err)
	}
	return &Display{Name: ":" + strings.TrimSpace(number), process: server, shown: geometry(width, height)}, nil
}

// Close ends the server, and with it what is still shown on it.
func (d *Display) Close() {
	_ = d.process.Process.Signal(syscall.SIGTERM)
	_ = d.process.Wait()
}

func (d *Display) environment() []string {
	return append(os.Environ(), "DISPLAY="+d.Name, "GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1",
		"NO_AT_BRIDGE=1", "LC_ALL=C.UTF-8", "TZ=UTC",
		// WebKit's sandbox cannot be set up by root inside a container. Only tests turn it off.
		"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1")
}

func (d *Display) run(name string, args ...string) (string, error) {
	command := exec.Command(name, args...)
	command.Env = d.environment()
	out, err := command.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return strings.TrimSpace(string(out)), nil
}

func geometry(width, height int) string { return fmt.Sprintf("%dx%d+0+0", width, height) }

// Screenshot writes a PNG of the whole display, or of what [Display.Resize] left of it.
func (d *Display) Screenshot(path string) error {
	_, err := d.run("import", "-silent", "-window", "root", "-crop", d.shown, "+repage", path)
	return err
}

// Resize gives the window whose title contains the text a size in pixels, in the upper
// left corner.
func (d *Display) Resize(title string, width, height int, within time.Duration) error {
	d.shown = geometry(width, height)
	return d.newest(title, within, func(id string) []string {
		return []string{"windowmove", id, "0", "0", "windowsize", id, strconv.Itoa(width), strconv.Itoa(height)}
	})
}

// Copy puts bytes of a media type on the clipboard, as another program would.
// An empty type is text.
func (d *Display) Copy(data []byte, mediaType string) error {
	args := []string{"-selection", "clipboard", "-in"}
	if mediaType != "" {
		args = append(args, "-t", mediaType)
	}
	// xclip stays behind to answer for the clipboard. It must not hold our pipes,
	// or waiting for it would never end.
	command := exec.Command("xclip", args...)
	command.Env = d.environment()
	in, err := command.StdinPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("start xclip: %w", err)
	}
	if _, err := in.Write(data); err != nil {
		return fmt.Errorf("give xclip its bytes: %w", err)
	}
	if err := in.Close(); err != nil {
		return err
	}
	return command.Wait()
}

// Pasted returns the text on the clipboard.
func (d *Display) Pasted() (string, error) {
	return d.run("xclip", "-selection", "clipboard", "-out")
}

// Type sends the keys that write a text. It works for what a US keyboard has.
func (d *Display) Type(text string) error {
	_, err := d.run("xdotool", "type", "--delay", "12", "--", text)
	return err
}

// Press sends keys by name, one after the other: "ctrl+v", "Return".
func (d *Display) Press(keys ...string) error {
	for _, key := range keys {
		if _, err := d.run("xdotool", "key", "--clearmodifiers", key); err != nil {
			return err
		}
	}
	return nil
}

// Click presses the first mouse button at a place on the display.
func (d *Display) Click(x, y int) error {
	_, err := d.run("xdotool", "mousemove", "--sync", strconv.Itoa(x), strconv.Itoa(y), "click", "1")
	return err
}

// FocusNewest waits for a visible window whose title contains the text and gives
// it the keyboard; on a display without a window manager nobody else does.
func (d *Display) FocusNewest(title string, within time.Duration) error {
	return d.newest(title, within, func(id string) []string { return []string{"windowraise", id, "windowfocus", "--sync", id} })
}

// newest waits for a visible window whose title contains the text, and tells
// xdotool what to do with it.
func (d *Display) newest(title string, within time.Duration, do func(id string) []string) error {
	var last error
	for deadline := time.Now().Add(within); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		found, err := d.run("xdotool", "search", "--onlyvisible", "--name", title)
		if err != nil {
			last = err
			continue
		}
		ids := slices.DeleteFunc(strings.Fields(found), d.isHelper)
		if len(ids) == 0 {
			continue
		}
		if _, err := d.run("xdotool", do(ids[len(ids)-1])...); err != nil {
			last = err
			continue
		}
		return nil
	}
	return fmt.Errorf("no window titled %q within %s: %w", title, within, last)
}

// isHelper tells a window of one pixel, as GTK keeps one off the screen for drags.
func (d *Display) isHelper(id string) bool {
	geometry, err := d.run("xdotool", "getwindowgeometry", id)
	return err != nil || strings.HasSuffix(geometry, " 1x1")
}

// copyOutput sends what a process prints to a writer, or nowhere.
func copyOutput(command *exec.Cmd, to io.Writer) {
	if to == nil {
		to = io.Discard
	}
	command.Stdout, command.Stderr = to, to
}
