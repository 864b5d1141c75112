package sqlite

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// packer compresses what goes into the file. It is safe for concurrent use.
type packer struct {
	small  *zstd.Encoder // for pieces
	fast   *zstd.Encoder // for originals
	sealed *zstd.Encoder // for derived data: the only frames with a checksum of their own
	reader *zstd.Decoder
}

// largestFrame bounds what a frame may unpack to, whatever it claims.
const largestFrame = 256 << 20

// window is how far back large amounts are compared with themselves: all of a chunk
// of an original. An encoder holds twice as much in memory.
const window = chunkSize

func newPacker() (packer, error) {
	small, errSmall := zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(2))
	fast, errFast := zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(2), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window))
	sealed, errSealed := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window))
	reader, errReader := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(largestFrame))
	if err := errors.Join(errSmall, errFast, errSealed, errReader); err != nil {
		return packer{}, fmt.Errorf("prepare compression: %w", err)
	}
	return packer{small: small, fast: fast, sealed: sealed, reader: reader}, nil
}

// pack returns the shorter of a zstd frame and the plain bytes.
func (p packer) pack(plain []byte) []byte { return shorter(p.small, plain) }

// packFast is pack for large amounts.
func (p packer) packFast(plain []byte) []byte { return shorter(p.fast, plain) }

func shorter(encoder *zstd.Encoder, plain []byte) []byte {
	if packed := encoder.EncodeAll(plain, make([]byte, 0, len(plain)/2)); len(packed) < len(plain) {
		return packed
	}
	return plain
}

// unpack undoes pack for bytes that were size long.
func (p packer) unpack(stored []byte, size int64) ([]byte, error) {
	return p.unpackInto(nil, stored, size)
}

// unpackInto is unpack into a buffer, if there is one and it is large enough.
func (p packer) unpackInto(buffer, stored []byte, size int64) ([]byte, error) {
	if int64(len(stored)) == size {
		return stored, nil
	}
	if size < 0 || size > largestFrame {
		return nil, fmt.Errorf("unpack: a size of %d", size)
	}
	if int64(cap(buffer)) < size {
		buffer = make([]byte, 0, size)
	}
	plain, err := p.reader.DecodeAll(stored, buffer[:0])
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return plain, nil
}

// seal compresses into a frame that can tell by itself whether it is sound.
func (p packer) seal(plain []byte) []byte {
	return p.sealed.EncodeAll(plain, make([]byte, 0, len(plain)/2))
}

// open undoes seal.
func (p packer) open(stored []byte) ([]byte, error) {
	plain, err := p.reader.DecodeAll(stored, []byte{})
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return plain, nil
}
