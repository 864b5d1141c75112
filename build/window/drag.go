package window

import (
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"time"
)

// Drop drags files from another program's window onto a place of the display and
// lets them go when ready returns. source is a built dragsource.
func (d *Display) Drop(source string, x, y int, ready func() error, paths ...string) error {
	command := exec.Command(source, paths...)
	command.Env = d.environment()
	copyOutput(command, nil)
	if err := command.Start(); err != nil {
		return fmt.Errorf("start the drag source: %w", err)
	}
	defer func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}()
	// The keyboard stays where it is: a drag needs none.
	if err := d.newest("dragsource", 10*time.Second, func(id string) []string { return []string{"windowraise", id} }); err != nil {
		return err
	}
	// A drag begins some pixels from where the button went down, and the window
	// below is asked at each step whether it takes what comes.
	steps := [][]string{{"mousemove", "20", "20"}, {"mousedown", "1"}, {"mousemove", "60", "30"}}
	for i := 1; i <= 5; i++ {
		steps = append(steps, []string{"mousemove", strconv.Itoa(60 + (x-60)*i/5), strconv.Itoa(30 + (y-30)*i/5)})
	}
	for _, step := range append(steps, []string{"mousemove", strconv.Itoa(x + 2), strconv.Itoa(y + 2)}) {
		if _, err := d.run("xdotool", step...); err != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	waited := ready()
	if _, err := d.run("xdotool", "mouseup", "1"); err != nil || waited != nil {
		return errors.Join(waited, err)
	}
	// The window asks for the addresses once more.
	time.Sleep(500 * time.Millisecond)
	return nil
}
