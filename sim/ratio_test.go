package sim

import (
	"math"
	"testing"
)

func TestCutIsExact(t *testing.T) {
	for _, tt := range []struct {
		name   string
		r      Ratio
		cut    uint64
		always bool
	}{
		{"the zero ratio", Ratio{}, 0, false},
		{"none", NewRatio(0, 7), 0, false},
		{"all", NewRatio(7, 7), 0, true},
		{"a half", NewRatio(1, 2), 1 << 63, false},
		{"a quarter", NewRatio(25, 100), 1 << 62, false},
		{"a third, rounded down", NewRatio(1, 3), math.MaxUint64 / 3, false},
		{"all but the least", NewRatio(math.MaxUint64-1, math.MaxUint64), math.MaxUint64 - 1,
			false},
		{"just above 1 in 2^64", NewRatio(1, math.MaxUint64), 1, false},
	} {
		cut, always := tt.r.Cut()
		if cut != tt.cut || always != tt.always {
			t.Errorf("%s: got %d, %v, want %d, %v", tt.name, cut, always, tt.cut, tt.always)
		}
	}
}

func TestOfRoundsDown(t *testing.T) {
	for _, tt := range []struct {
		r       Ratio
		n, want int64
	}{
		{Ratio{}, 100, 0}, {NewRatio(1, 1), 100, 100}, {NewRatio(1, 3), 100, 33},
		{NewRatio(2, 3), 100, 66}, {NewRatio(1, 40), 1000, 25}, {NewRatio(1, 2), 0, 0},
		{NewRatio(1, 1), math.MaxInt64, math.MaxInt64},
		{NewRatio(math.MaxUint64, math.MaxUint64), math.MaxInt64, math.MaxInt64},
		{NewRatio(1, 2), math.MaxInt64, math.MaxInt64 / 2},
	} {
		if got := tt.r.Of(tt.n); got != tt.want {
			t.Errorf("%v of %d: got %d, want %d", tt.r, tt.n, got, tt.want)
		}
	}
}

func TestRatioPrintsPercent(t *testing.T) {
	for _, tt := range []struct {
		r    Ratio
		want string
	}{
		{Ratio{}, "0%"}, {NewRatio(1, 1), "100%"}, {NewRatio(25, 1000), "2.5%"},
		{NewRatio(1, 2), "50%"}, {NewRatio(1, 1e9), "0.0000001%"}, {NewRatio(999, 1000), "99.9%"},
		{NewRatio(1, 3), "33.33333333333333333333%"},
	} {
		if got := tt.r.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestShareOutsideItsBoundsPanics(t *testing.T) {
	for _, tt := range [][2]uint64{{0, 0}, {1, 0}, {2, 1}, {math.MaxUint64, 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d/%d: no panic", tt[0], tt[1])
				}
			}()
			NewRatio(tt[0], tt[1])
		}()
	}
}
