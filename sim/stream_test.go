package sim

import (
	"testing"
	"time"
)

// golden is the beginning of one stream. It changes only with the format number of the timeline.
var golden = [16]uint64{
	0x819f0bbee14a03ec, 0xb6ebb3b9c78d643e, 0x67f068aad0b247ca, 0x8258567909080d16,
	0x6db3c032087ef478, 0x56264e49000849c2, 0x4adb39fa761c1f2a, 0x8dc535cfda499c2d,
	0x1bb5837816cbf034, 0xb92ad5f47023a1ac, 0x30873538fbe0226d, 0x4f971ac398c167ec,
	0x224a41267f4f54ad, 0x5a0eafb64efd1906, 0xbb0a1cec6dda7b13, 0x10f676457063475f,
}

func TestStreamIsTheSameEverywhere(t *testing.T) {
	s := Seed(1, NameOf("A.up"), 0)
	for i, want := range golden {
		if got := s.Uint64(); got != want {
			t.Errorf("draw %d: got %#x, want %#x", i, got, want)
		}
	}
}

func TestNameIsHashedPieceByPiece(t *testing.T) {
	whole := NameOf("A.up/loss")
	if got := NameOf("A").With(".up").WithBytes([]byte("/loss")); got != whole {
		t.Errorf("got %x, want %x", got, whole)
	}
	if NameOf("") == 0 || NameOf("ab") == NameOf("ba") {
		t.Error("names are not told apart")
	}
}

func TestStreamsOfDifferentOriginDiffer(t *testing.T) {
	first := map[uint64]string{}
	for _, name := range []string{"", "A", "B", "A.up", "A.down", "A.up/loss"} {
		for root := range uint64(4) {
			for replication := range uint64(4) {
				s := Seed(root, NameOf(name), replication)
				u := s.Uint64()
				if other, found := first[u]; found {
					t.Errorf("%q and %q begin alike", name, other)
				}
				first[u] = name
			}
		}
	}
}

func TestCopyForksAStream(t *testing.T) {
	s := Seed(7, NameOf("x"), 1)
	fork := s
	if s.Uint64() != fork.Uint64() || s != fork {
		t.Error("a copy went another way")
	}
}

func TestChanceDrawsOnceAndMeetsItsRatio(t *testing.T) {
	for _, tt := range []struct {
		r         Ratio
		low, high int
	}{
		{Ratio{}, 0, 0}, {NewRatio(1, 1), 100_000, 100_000}, {NewRatio(1, 40), 2350, 2650},
		{NewRatio(1, 2), 49_300, 50_700},
	} {
		s := Seed(3, NameOf("chance"), 0)
		count := 0
		for range 100_000 {
			if s.Chance(tt.r) {
				count++
			}
		}
		twin := Seed(3, NameOf("chance"), 0)
		for range 100_000 {
			twin.Uint64()
		}
		if count < tt.low || count > tt.high || s != twin {
			t.Errorf("%v: got %d of 100000", tt.r, count)
		}
	}
}

func TestUptoReachesBothEnds(t *testing.T) {
	s := Seed(4, NameOf("upto"), 0)
	var seen [4]int
	for range 4000 {
		seen[s.Upto(3)]++
	}
	for v, n := range seen {
		if n < 850 || n > 1150 {
			t.Errorf("%d came %d times of 4000", v, n)
		}
	}
	if s.Upto(0) != 0 || Scale(^uint64(0), Longest) != Longest || Scale(0, time.Hour) != 0 {
		t.Error("the bounds are not 0 and most")
	}
}
