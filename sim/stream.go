package sim

import (
	"math/bits"
	"time"
)

// Name is the hash of a purpose's name. A stream is chosen by name, so adding a client, a link or a
// draw elsewhere moves nobody else's luck.
type Name uint64

// NameOf hashes a name (FNV-1a, 64 bits).
func NameOf(s string) Name { return Name(14695981039346656037).With(s) }

// With returns the hash of the name with s behind it: NameOf("A").With(".up") is NameOf("A.up").
func (n Name) With(s string) Name {
	for i := range len(s) {
		n = (n ^ Name(s[i])) * 1099511628211
	}
	return n
}

// WithBytes is With for bytes.
func (n Name) WithBytes(s []byte) Name {
	for _, c := range s {
		n = (n ^ Name(c)) * 1099511628211
	}
	return n
}

// Stream is the random numbers of one purpose: a SplitMix64 generator, eight bytes of state.
// Copying a Stream forks it.
type Stream struct {
	state uint64
}

// Seed returns the stream of a purpose in one replication of a run.
func Seed(root uint64, name Name, replication uint64) Stream {
	return Stream{Mix(Mix(root) ^ uint64(name) ^ Mix(replication^0x6a09e667f3bcc909))}
}

// golden64 is 2⁶⁴ over the golden ratio, the step of SplitMix64.
const golden64 = 0x9e3779b97f4a7c15

// Uint64 returns the next 64 uniform bits.
func (s *Stream) Uint64() uint64 {
	s.state += golden64
	return Mix(s.state)
}

// Fork returns a stream of its own for one purpose, the salt, of one draw u of another stream:
// however much is drawn from it, the other stream goes on as it would. Its first draw is
// Mix(u ^ salt).
func Fork(u, salt uint64) Stream { return Stream{(u ^ salt) - golden64} }

// Chance reports true with probability r; it draws once.
func (s *Stream) Chance(r Ratio) bool {
	u := s.Uint64()
	cut, always := r.Cut()
	return always || u < cut
}

// Upto returns a span from 0 to most inclusive, each with the same probability to within
// 2⁻⁶⁴·most; it draws once. Most is not negative.
func (s *Stream) Upto(most time.Duration) time.Duration { return Scale(s.Uint64(), most) }

// Scale maps 64 uniform bits onto the spans from 0 to most inclusive.
func Scale(u uint64, most time.Duration) time.Duration {
	hi, _ := bits.Mul64(u, uint64(most)+1)
	return time.Duration(hi)
}

// Mix is the finalizer of SplitMix64, a bijection of 64 bits that spreads every input bit.
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
