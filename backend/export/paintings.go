package export

import (
	"crypto/sha256"
	"sync"

	"github.com/afterword-app/afterword/backend/canvas"
)

// Paintings remembers the pictures that were made of drawings, by what is drawn: to
// paint one takes ten times as long as all the rest of a document, and between two
// exports it is seldom another. A nil one remembers nothing.
type Paintings struct {
	mutex sync.Mutex
	made  map[[sha256.Size]byte][]byte
	// unpainted leaves every picture empty.
	unpainted bool
}

// mostPaintings is how many pictures are remembered before all are forgotten.
const mostPaintings = 32

// NewPaintings returns an empty memory.
func NewPaintings() *Paintings { return &Paintings{made: map[[sha256.Size]byte][]byte{}} }

// Unpainted returns one that leaves pictures of drawings empty, for a page that is
// read for its words.
func Unpainted() *Paintings { return &Paintings{unpainted: true} }

// of returns the picture of a drawing in light colours.
func (p *Paintings) of(drawing *canvas.Drawing) ([]byte, error) {
	if p == nil {
		return drawing.PNG(canvas.Light, drawnScale)
	}
	if p.unpainted {
		return []byte{}, nil
	}
	key := sha256.Sum256([]byte(drawing.SVG(canvas.Light)))
	p.mutex.Lock()
	known, ok := p.made[key]
	p.mutex.Unlock()
	if ok {
		return known, nil
	}
	data, err := drawing.PNG(canvas.Light, drawnScale)
	if err != nil {
		return nil, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.made) >= mostPaintings {
		clear(p.made)
	}
	p.made[key] = data
	return data, nil
}
