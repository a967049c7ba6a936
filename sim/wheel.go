package sim

import "math/bits"

const (
	levelBits = 8
	levels    = 8
	slots     = 1 << levelBits
	chunkLen  = 31 // with its header a chunk is 512 bytes
	slabLen   = 128
	binBits   = 12 // a longest run has half as many entries as there are bins
)

// chunk is a piece of a bucket.
type chunk struct {
	next *chunk
	_    uint64
	e    [chunkLen]entry
}

// bucket is the entries of one slot: chunks, all full but the last.
type bucket struct {
	first, last *chunk
	places      uint32 // in all its chunks
	room        uint32 // left in the last chunk
}

// len returns the number of entries.
func (b *bucket) len() int { return int(b.places - b.room) }

// wheel is a hierarchy of levels of 256 slots over the bytes of a key: an entry waits at the level
// of the highest byte in which its key differs from base, in the slot of that byte's value. Slots
// are spread over the level below when their time comes.
//
// Invariant: every key in it is at least base.
type wheel struct {
	base uint64
	n    int
	low  int // no level below holds entries
	used [levels][slots / 64]uint64
	slot [levels][slots]bucket
	free *chunk
	slab []chunk // chunks not yet used
	made int     // chunks ever made
	bins [1 << binBits]uint32
}

func newWheel() *wheel { return &wheel{low: levels - 1} }

// grow makes chunks for n entries and for the last chunks of buckets, which are not full.
func (w *wheel) grow(n int) {
	want := n/chunkLen + min(n/8, 2*slots)
	if w.made >= want {
		return
	}
	for len(w.slab) > 0 {
		c := &w.slab[0]
		c.next, w.free, w.slab = w.free, c, w.slab[1:]
	}
	w.addChunks(want - w.made)
}

func (w *wheel) addChunks(chunks int) {
	w.slab = make([]chunk, chunks)
	w.made += chunks
}

// add files e, whose key is at least base.
func (w *wheel) add(e entry) {
	level := levelOf(e.key ^ w.base)
	w.n++
	w.put(level, uint8(e.key>>(level*levelBits)), e)
}

// levelOf returns the place of the highest byte in which two keys differ, given their difference.
func levelOf(diff uint64) uint { return uint(bits.Len64(diff|1)-1) / levelBits % levels }

// put appends e to a slot.
func (w *wheel) put(level uint, i uint8, e entry) {
	b := &w.slot[level][i]
	if b.room == 0 {
		w.extend(b, level, i)
	}
	b.last.e[chunkLen-b.room] = e
	b.room--
}

// extend gives a bucket another chunk.
func (w *wheel) extend(b *bucket, level uint, i uint8) {
	c := w.take()
	if b.places == 0 {
		b.first = c
		w.used[level][i/64] |= 1 << (i % 64)
		w.low = min(w.low, int(level))
	} else {
		b.last.next = c
	}
	b.last, b.room = c, chunkLen
	b.places += chunkLen
}

// take returns an unused chunk.
func (w *wheel) take() *chunk {
	c := w.free
	if c != nil {
		w.free = c.next
		return c
	}
	if len(w.slab) == 0 {
		w.addChunks(slabLen)
	}
	c, w.slab = &w.slab[0], w.slab[1:]
	return c
}

// remove takes a bucket out; its chunks, and w.n, are left to the caller.
func (w *wheel) remove(level uint, i uint8) bucket {
	b := w.slot[level][i]
	w.slot[level][i] = bucket{}
	w.used[level][i/64] &^= 1 << (i % 64)
	return b
}

// release gives the chunks of a removed bucket back.
func (w *wheel) release(b bucket) {
	b.last.next = w.free
	w.free = b.first
}

// first returns the slot with the earliest entries; there are some.
func (w *wheel) first() (level uint, i uint8) {
	for ; ; w.low++ {
		for j, word := range &w.used[w.low] {
			if word != 0 {
				return uint(w.low), uint8(j*64 + bits.TrailingZeros64(word))
			}
		}
	}
}

// start returns the first key of a slot, given that no earlier slot holds entries.
func (w *wheel) start(level uint, i uint8) uint64 {
	shift := level * levelBits
	return w.base>>shift>>levelBits<<levelBits<<shift | uint64(i)<<shift
}

// spread empties a slot into slots of another level, giving back each chunk while it is still in
// the processor's cache.
func (w *wheel) spread(level uint, i uint8, to uint) {
	b := w.remove(level, i)
	shift := to * levelBits % 64
	c := b.first
	for left := b.len(); left > 0; left -= chunkLen {
		for j := range c.e[:min(left, chunkLen)] {
			e := c.e[j]
			w.put(to, uint8(e.key>>shift), e)
		}
		c.next, w.free, c = w.free, c, c.next
	}
}

// move takes the entries of a slot into dst, which has room, in the order in which they came.
func (w *wheel) move(dst []entry, level uint, i uint8) []entry {
	b := w.remove(level, i)
	c := b.first
	for left := b.len(); left > 0; left -= chunkLen {
		dst = append(dst, c.e[:min(left, chunkLen)]...)
		c = c.next
	}
	w.n -= b.len()
	w.release(b)
	return dst
}

// sort takes the entries of a slot into dst, of their number, in order: first into bins by the
// highest bits in which the slot's keys differ, then by insertion.
func (w *wheel) sort(dst []entry, level uint, i uint8) {
	b := w.remove(level, i)
	width := level * levelBits
	lg := min(uint(bits.Len(uint(len(dst)))), width, binBits)
	shift := (width - lg) % 64
	bins := w.bins[:1<<lg]
	most := b.count(bins, shift)
	c := b.first
	for left := len(dst); left > 0; left -= chunkLen {
		for _, e := range c.e[:min(left, chunkLen)] {
			place := &bins[e.key>>shift&(uint64(len(bins))-1)]
			dst[*place] = e
			*place++
		}
		c = c.next
	}
	w.n -= len(dst)
	w.release(b)
	if most > shortRun {
		sortAny(dst)
		return
	}
	sortRun(dst)
}

// count sets bins to the places where their entries begin once sorted, and returns how many the
// fullest has. A bin is a value of the bits of the key from shift on; len(bins) is a power of two.
func (b *bucket) count(bins []uint32, shift uint) (most uint32) {
	clear(bins)
	c := b.first
	for left := b.len(); left > 0; left -= chunkLen {
		for _, e := range c.e[:min(left, chunkLen)] {
			bins[e.key>>shift&(uint64(len(bins))-1)]++
		}
		c = c.next
	}
	var sum uint32
	for j, n := range bins {
		bins[j] = sum
		sum += n
		most = max(most, n)
	}
	return most
}

// rebase lets base be any key up to the keys to come. A base that goes back gathers the slots below
// the highest byte that changes in one slot of that byte's level.
func (w *wheel) rebase(base uint64) {
	old := w.base
	w.base = base
	if base >= old {
		return
	}
	top := levelOf(old ^ base)
	for level := range top {
		for j := range w.used[level] {
			for w.used[level][j] != 0 {
				i := uint8(j*64 + bits.TrailingZeros64(w.used[level][j]))
				w.spread(level, i, top)
			}
		}
	}
}

// reset empties every slot.
func (w *wheel) reset() {
	for w.n > 0 {
		level, i := w.first()
		b := w.remove(level, i)
		w.n -= b.len()
		w.release(b)
	}
	w.base, w.low = 0, levels-1
}
