package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"os"
	"strings"
	"testing"
)

// drawsFile holds, of each draw and function, the first sixteen values and the hash of 100,000. It
// changes only with the format number of the timeline.
const drawsFile = "testdata/draws.txt"

// Whatever the system and the processor, the values are those of the file.
func TestDrawsAreTheSameEverywhere(t *testing.T) {
	var b strings.Builder
	for _, l := range goldenLaws() {
		s := Seed(1, NameOf("draw"), 0)
		row(&b, "draw "+l.String(), func(int) uint64 { return uint64(l.Draw(&s)) })
		row(&b, "at "+l.String(), func(i int) uint64 { return uint64(l.At(score(i))) })
		luck, c := Seed(2, NameOf("draw"), 0), Correlated{}
		rho := CorrelationOf(NewRatio(2, 3))
		row(&b, "correlated "+l.String(), func(int) uint64 { return uint64(c.Next(&l, rho, &luck)) })
	}
	s := Seed(3, NameOf("draw"), 0)
	row(&b, "Exponential", func(int) uint64 { return uint64(s.Exponential(Longest)) })
	row(&b, "Normal", func(int) uint64 { return math.Float64bits(s.Normal()) })
	row(&b, "negLog", func(int) uint64 { return negLog(s.Uint64() >> (s.Uint64() & 63)) })
	row(&b, "Phi", func(i int) uint64 { return math.Float64bits(Phi(score(i))) })
	row(&b, "Exp", func(i int) uint64 { return math.Float64bits(Exp(score(i) * 60)) })
	row(&b, "Log", func(int) uint64 {
		return math.Float64bits(Log(math.Float64frombits(s.Uint64()%(0x7ff<<52-1) + 1)))
	})
	if *update {
		if err := os.WriteFile(drawsFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(drawsFile)
	if err != nil {
		t.Fatal(err)
	}
	wantLines := strings.Split(string(want), "\n")
	for i, got := range strings.Split(b.String(), "\n") {
		if i >= len(wantLines) || got != wantLines[i] {
			t.Errorf("%s:%d: got %s", drawsFile, i+1, got)
		}
	}
}

// goldenLaws are those of every kind, and some at their ends.
func goldenLaws() []Law {
	return append(sampleLaws(), LognormalLaw(1e6, 30e9), ParetoLaw(1, 1), ExponentialLaw(Longest),
		NormalLaw(1, Longest), NormalLaw(50e6, 40e6).WithFloor(20e6))
}

// score is the i-th of 100,000 from -13 to 13.
func score(i int) float64 { return float64(i*7919%100_000-50_000) / 3840 }

// row writes a name, sixteen values, four to a line, and the hash of 100,000.
func row(b *strings.Builder, name string, next func(i int) uint64) {
	fmt.Fprintf(b, "%s\n", name)
	h := sha256.New()
	for i := range 100_000 {
		v := next(i)
		if i < 16 {
			fmt.Fprintf(b, "%s%016x%s", [4]string{"\t", " ", " ", " "}[i%4], v,
				[4]string{"", "", "", "\n"}[i%4])
		}
		put(h, v)
	}
	fmt.Fprintf(b, "\t%x\n", h.Sum(nil))
}

func put(h hash.Hash, v uint64) {
	var eight [8]byte
	binary.LittleEndian.PutUint64(eight[:], v)
	h.Write(eight[:])
}
