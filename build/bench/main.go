// Command bench measures Afterword against its yardsticks on one machine in one
// run, and prints ratios: the numbers of two machines cannot be compared, ratios
// can. Run it from the repository's root, after the frontend is built:
//
//	go run ./build/bench [parse] [evidence] [chart] [compare] [changes] [save] [edit] [history] [library] [timeline] [drawing] [debrief] [window] [writing]
//
// Every figure is the median of five, all inputs are generated, and everything
// that it makes stands in bench-out.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

const rounds = 5

// A row is one line of the result. Ratio is ours against the yardstick; a goal
// is what the ratio, or where there is no yardstick our time, should stay under.
type row struct {
	what      string
	ours      time.Duration
	measured  string // what was measured where it is no time
	yardstick string
	theirs    time.Duration
	goal      string
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(wanted []string) error {
	if len(wanted) > 1 && wanted[0] == mergeCommand {
		return merge(wanted[1], wanted[2:])
	}
	out, err := filepath.Abs("bench-out")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	parts := []struct {
		name    string
		measure func(folder string) ([]row, error)
	}{
		{"parse", measureParse},
		{"evidence", measureEvidence},
		{"chart", measureCharts},
		{"compare", measureCompare},
		{"changes", measureChangeSet},
		{"save", measureSave},
		{"edit", measureEdit},
		{"history", measureHistory},
		{"library", measureLibrary},
		{"timeline", measureTimeline},
		{"drawing", measureDrawing},
		{"debrief", measureDebrief},
		{"window", measureWindow},
		{"writing", measureWriting},
	}
	var rows []row
	for _, part := range parts {
		if len(wanted) > 0 && !slices.Contains(wanted, part.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "bench: %s\n", part.name)
		measured, err := part.measure(out)
		if err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		rows = append(rows, measured...)
	}
	return printRows(rows)
}

func printRows(rows []row) error {
	var lines strings.Builder
	lines.WriteString("what\tours\tyardstick\ttheirs\tratio\tgoal\n")
	for _, r := range rows {
		theirs, ratio := "", ""
		if r.theirs > 0 {
			theirs, ratio = round(r.theirs), fmt.Sprintf("%.2f", r.ours.Seconds()/r.theirs.Seconds())
		}
		ours := r.measured
		if ours == "" {
			ours = round(r.ours)
		}
		fmt.Fprintf(&lines, "%s\t%s\t%s\t%s\t%s\t%s\n", r.what, ours, r.yardstick, theirs, ratio, r.goal)
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(table, lines.String()); err != nil {
		return err
	}
	return table.Flush()
}

func round(d time.Duration) string {
	if d < 100*time.Millisecond {
		return d.Round(10 * time.Microsecond).String()
	}
	return d.Round(time.Millisecond).String()
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Clone(times)
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

// medianOf measures something five times.
func medianOf(measure func() (time.Duration, error)) (time.Duration, error) {
	times := make([]time.Duration, rounds)
	for i := range times {
		var err error
		if times[i], err = measure(); err != nil {
			return 0, err
		}
	}
	return median(times), nil
}

// timed runs a program to its end, from exec to exit. An exit code that the
// program uses to say that inputs differ is allowed.
func timed(environment []string, allowed int, name string, args ...string) (time.Duration, error) {
	return medianOf(func() (time.Duration, error) {
		command := exec.Command(name, args...)
		command.Env = append(os.Environ(), environment...)
		var complaint strings.Builder
		command.Stderr = &complaint
		began := time.Now()
		err := command.Run()
		took := time.Since(began)
		if err != nil && command.ProcessState.ExitCode() != allowed {
			return 0, fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, complaint.String())
		}
		return took, nil
	})
}

// residentBytes runs a program to its end and returns the most memory that it had.
func residentBytes(name string, args ...string) (int64, error) {
	command := exec.Command(name, args...)
	if err := command.Run(); err != nil {
		return 0, fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, fmt.Errorf("%s: its memory is unknown here", name)
	}
	return usage.Maxrss << 10, nil // Linux counts kibibytes.
}

// goBuild builds a package of this module.
func goBuild(out, tags, pkg string, environment ...string) error {
	command := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", tags, "-o", out, pkg)
	command.Env = append(os.Environ(), environment...)
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("build %s: %w", pkg, err)
	}
	return nil
}

// headless builds the command line once and returns its path.
func headless(folder string) (string, error) {
	binary := filepath.Join(folder, "afterword-headless")
	return binary, goBuild(binary, "headless", ".", "CGO_ENABLED=0")
}
