package sim

import (
	"fmt"
	"math"
	"math/big"
)

// expLogTables is the file of Exp and Log.
func expLogTables() string {
	p := newPage()
	ln2 := bigLog(num(bits300, 2))
	hi, lo := grid(ln2, 42)
	step := shift(ln2, -6)
	stepHi, stepLo := grid(step, 42)
	p.constants("ln 2 for Log and ln 2/64 for Exp, each in two parts; the first has few bits.",
		"ln2Hi", float(hi), "ln2Lo", float(lo),
		"expStepHi", float(stepHi), "expStepLo", float(stepLo),
		"expSteps", float(over(num(bits300, 1), step)))
	var rows []string
	for j := range 64 {
		v := bigExp(times(step, num(bits300, float64(j))))
		f, _ := v.Float64()
		rows = append(rows, fmt.Sprintf("{%s, %s}", float(v), float(minus(v, num(bits300, f)))))
	}
	p.table("expTable is 2^(j/64), and what rounding took from it.", "expTable", "[2]float64", rows)
	p.table("logTable is c of few bits near 1/m, for m amid a row, and -ln c in two parts:\n"+
		"a multiple of 2⁻⁴² and the rest. Rows part the floats from 0.6875 to 1.375 by 7 bits of\n"+
		"the mantissa. Those beside 1 have c = 1.", "logTable", "[3]float64", logRows())
	return p.String()
}

// exponentialTables is the file of negLog.
func exponentialTables() string {
	p := newPage()
	p.constants("ln 2 in units of 2⁻⁵⁸.", "ln2Q58", integer(bigLog(num(bits300, 2)), 58))
	var lefts, widths []string
	for i := range 256 {
		left := num(bits300, float64(256+i)/256)
		lefts = append(lefts, integer(bigLog(left), 64))
		widths = append(widths, integer(over(num(bits300, 1), num(bits300, float64(256+i))), 64))
	}
	p.table("lnLeft is ln(1 + i/256) in units of 2⁻⁶⁴.", "lnLeft", "uint64", lefts)
	p.table("lnWidth is 1/(256 + i) in units of 2⁻⁶⁴.", "lnWidth", "uint64", widths)
	return p.String()
}

func logRows() (rows []string) {
	for j := range uint64(128) {
		left := math.Float64frombits(logFirst + j<<45)
		right := math.Float64frombits(logFirst + (j+1)<<45)
		c := num(bits300, 1)
		if left != 1 && right != 1 {
			c.Set(new(big.Float).SetPrec(12).Quo(num(12, 2), num(20, left+right)))
		}
		hi, lo := grid(like(c).Neg(bigLog(c)), 42)
		rows = append(rows, fmt.Sprintf("{%s, %s, %s}", float(c), float(hi), float(lo)))
	}
	return rows
}

// normalTables is the file of Stream.Normal and Phi.
func normalTables() string {
	p := newPage()
	edges := ziggurat()
	var widths, sures, heights []string
	for i, x := range edges {
		heights = append(heights, float(bell(x)))
		if i < 256 {
			widths = append(widths, float(shift(x, -53)))
			n, _ := shift(over(edges[i+1], x), 53).Int(nil)
			sures = append(sures, fmt.Sprintf("%#x", n))
		}
	}
	p.constants("normalEdge is where the tail begins.", "normalEdge", float(edges[1]))
	p.table("normalWidth is the width of the ziggurat's layers in units of 2⁵³, from the bottom.\n"+
		"The lowest is as wide as if its tail were folded into it.", "normalWidth", "float64", widths)
	p.table("normalSure is the part of a layer that is below the next, and so below the curve, in\n"+
		"units of 2⁻⁵³.", "normalSure", "uint64", sures)
	p.table("normalHeight is e^(-x²/2) at the edges of the layers.", "normalHeight", "float64",
		heights)
	var rows []string
	for i := range phiParts - phiFirst {
		for k, c := range phiPiece(i) {
			s := float(c)
			if k == 0 {
				s = "{" + s
			} else if k == phiDegree {
				s += "}"
			}
			rows = append(rows, s)
		}
	}
	p.table("phiTable is the coefficients of the pieces of Phi, from the constant one up.", "phiTable",
		"[phiDegree + 1]float64", rows)
	return p.String()
}

// bell is e^(-x²/2).
func bell(x *big.Float) *big.Float { return bigExp(like(x).Neg(shift(times(x, x), -1))) }

// ziggurat returns the edges of 256 layers of one area under the bell (Marsaglia and Tsang, The
// ziggurat method, 2000): the virtual width of the lowest, then where the tail begins, down to 0.
func ziggurat() []*big.Float {
	// The secant method on how far the top layer ends from 1.
	a, b := num(bits300, 3.65415), num(bits300, 3.65416)
	_, ga := layers(a)
	for range 12 {
		_, gb := layers(b)
		if gb.Sign() == 0 || gb.MantExp(nil) < -200 {
			break
		}
		a, b, ga = b, minus(b, over(times(gb, minus(b, a)), minus(gb, ga))), gb
	}
	edges, _ := layers(b)
	return edges
}

// layers builds the ziggurat whose tail begins at r, and tells by how much its top is above 1.
func layers(r *big.Float) (edges []*big.Float, miss *big.Float) {
	root := like(r).Sqrt(shift(bigPi(bits300), 1))
	tail := times(root, times(tailShare(r), bell(r)))
	area := plus(times(r, bell(r)), tail)
	edges = []*big.Float{over(area, bell(r)), r}
	for {
		x := edges[len(edges)-1]
		top := plus(bell(x), over(area, x))
		if len(edges) == 256 {
			return append(edges, num(bits300, 0)), minus(top, num(bits300, 1))
		}
		edges = append(edges, like(r).Sqrt(shift(like(r).Neg(bigLog(top)), 1)))
	}
}

// phiPiece is the polynomial of Phi's piece i. It goes through points that part the piece like the
// zeros of a Chebyshev polynomial.
func phiPiece(i int) []*big.Float {
	const prec, n = 1500, phiDegree + 1
	at, values := make([]*big.Float, n), make([]*big.Float, n)
	for k := range n {
		zero := math.Round(1024*math.Cos(math.Pi*(float64(k)+0.5)/n)) / 1024
		at[k] = num(prec, zero/(2*phiParts))
		w := plus(at[k], num(prec, phiMiddle(i)))
		values[k] = tailShare(times(num(prec, phiBend), over(minus(num(prec, 1), w), w)))
	}
	for j := 1; j < n; j++ { // divided differences
		for k := n - 1; k >= j; k-- {
			values[k] = over(minus(values[k], values[k-1]), minus(at[k], at[k-j]))
		}
	}
	for j := n - 2; j >= 0; j-- { // from Newton's form to powers
		for k := j; k < n-1; k++ {
			values[k] = minus(values[k], times(at[j], values[k+1]))
		}
	}
	return values
}
