package sqlite

import (
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// plantedRecords remembers the pieces that records were made into: a save changes
// few of many, and comparing one costs a fraction of encoding and hashing it. A
// nil one remembers nothing.
type plantedRecords struct {
	mutex sync.Mutex
	made  map[recordKey]plantedRecord
}

type recordKey struct {
	kind pieceKind
	id   string
}

type plantedRecord struct {
	record retro.Record
	piece  piece
}

// mostPlanted is how many records are remembered before all are forgotten.
const mostPlanted = 20_000

func newPlantedRecords() *plantedRecords {
	return &plantedRecords{made: map[recordKey]plantedRecord{}}
}

// get returns the piece of a record that says what it said before.
func (k *plantedRecords) get(list retro.List, kind pieceKind, record retro.Record) (piece, bool) {
	if k == nil {
		return piece{}, false
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	known, ok := k.made[recordKey{kind, list.ID(record)}]
	return known.piece, ok && list.Same(known.record, record)
}

func (k *plantedRecords) dropAll() {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	clear(k.made)
}

func (k *plantedRecords) put(list retro.List, kind pieceKind, record retro.Record, made piece) {
	if k == nil {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if len(k.made) >= mostPlanted {
		clear(k.made)
	}
	k.made[recordKey{kind, list.ID(record)}] = plantedRecord{list.Clone(record), made}
}
