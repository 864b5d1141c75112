package ingest

import (
	"bytes"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// GitLab and Travis write the moments at which the parts of a job began and ended
// between the lines of its output, which have none of their own:
// https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
// https://github.com/travis-ci/travis-build/blob/master/lib/travis/build/bash/travis_time_finish.bash

var ciSectionFormat = format{
	name: "ci_sections", title: "GitLab and Travis jobs",
	plural: "marks of a job's sections",
	samples: []string{
		"section_start:1773524400:prepare_script",
		"section_end:1773524460:prepare_script\x1b[0Ksection_start:1773524460:get_sources",
		"travis_time:end:0b5f7a2c:start=1773524400123456789,finish=1773524460123456789,duration=60000000000",
	},
}

// headCISection reads "section_start:seconds:name", the same with section_end, and
// the end of what Travis timed. Travis writes that line when the part is finished.
func headCISection(line []byte, h *head) bool {
	const travis, timed, finish = "travis_", "travis_time:end:", "finish="
	var from int
	end := byte(':')
	switch {
	case bytes.HasPrefix(line, []byte("section_start:")):
		from = len("section_start:")
	case bytes.HasPrefix(line, []byte("section_end:")):
		from = len("section_end:")
	case bytes.HasPrefix(line, []byte(travis)):
		// Other marks may stand before that one.
		mark := bytes.Index(line, []byte(timed))
		at := bytes.Index(line[max(mark, 0):], []byte(finish))
		if mark < 0 || at < 0 {
			return false
		}
		from, end = mark+at+len(finish), ','
	default:
		return false
	}
	n := stamp.ParseEpoch(line[from:], &h.Stamp)
	if n == 0 || from+n >= len(line) || line[from+n] != end {
		return false
	}
	h.from, h.to, h.text = from, from+n, 0
	h.format, h.level = formatCISection, retro.LevelNone
	return true
}
