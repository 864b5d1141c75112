package authoring

import (
	"slices"
	"sync"

	"github.com/afterword-app/afterword/backend/ingest"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/transcript"
)

// maxKeptEntries bounds the entries whose indexes stay in memory, at 32 bytes
// each: enough for the sources of one retrospective with a few large logs.
const maxKeptEntries = 6_000_000

// indexes keeps the indexes that were used last, so that looking at one line of a
// large log does not read its whole index again. It is safe for concurrent use.
type indexes struct {
	mu      sync.Mutex
	kept    []keptIndex // the one used last is last
	entries int
}

type keptIndex struct {
	key   string
	index *ingest.Index
}

func (x *indexes) get(key string) *ingest.Index {
	x.mu.Lock()
	defer x.mu.Unlock()
	at := slices.IndexFunc(x.kept, func(k keptIndex) bool { return k.key == key })
	if at < 0 {
		return nil
	}
	found := x.kept[at]
	x.kept = append(slices.Delete(x.kept, at, at+1), found)
	return found.index
}

// put keeps an index, once: two that read a source for the first time at once both come
// here with theirs.
func (x *indexes) put(key string, index *ingest.Index) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if slices.ContainsFunc(x.kept, func(k keptIndex) bool { return k.key == key }) {
		return
	}
	x.kept = append(x.kept, keptIndex{key: key, index: index})
	x.entries += len(index.Entries)
	for x.entries > maxKeptEntries && len(x.kept) > 1 {
		x.entries -= len(x.kept[0].index.Entries)
		x.kept = slices.Delete(x.kept, 0, 1)
	}
}

// maxKeptReadings bounds the readings that stay in memory: those of several retrospectives.
const maxKeptReadings = 10_000

// readings keeps the readings that were asked for, so that a document of many sections
// reads each from the store once. It is safe for concurrent use; nobody changes a reading
// that is kept.
type readings struct {
	mu   sync.Mutex
	kept map[string]retro.Reading
}

func (r *readings) get(key string) (retro.Reading, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	reading, known := r.kept[key]
	return reading, known
}

func (r *readings) put(key string, reading retro.Reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil || len(r.kept) >= maxKeptReadings {
		r.kept = map[string]retro.Reading{}
	}
	r.kept[key] = reading
}

// maxKeptTranscripts is how many transcripts stay in memory: those of a debrief with
// many recordings. One of a whole day takes less than 2 MB.
const maxKeptTranscripts = 16

// transcripts keeps what was asked for last. It is safe for concurrent use; nobody changes
// what is kept.
type transcripts struct {
	mu   sync.Mutex
	kept []keptTranscript // the one asked for last is last
}

type keptTranscript struct {
	hash retro.Hash
	read transcript.Transcript
}

func (x *transcripts) get(hash retro.Hash) (transcript.Transcript, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	at := slices.IndexFunc(x.kept, func(k keptTranscript) bool { return k.hash == hash })
	if at < 0 {
		return transcript.Transcript{}, false
	}
	found := x.kept[at]
	x.kept = append(slices.Delete(x.kept, at, at+1), found)
	return found.read, true
}

func (x *transcripts) put(hash retro.Hash, read transcript.Transcript) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.kept = append(x.kept, keptTranscript{hash, read})
	if len(x.kept) > maxKeptTranscripts {
		x.kept = slices.Delete(x.kept, 0, 1)
	}
}
