package timeline

import (
	"fmt"
	"testing"
)

func TestNames(t *testing.T) {
	var n Names
	for i, want := range []Span{{1, 1}, {2, 301}, {302, 302}, {303, 303}} {
		got := n.Add([]string{"A", "crowd", "B", "one"}[i], []uint32{0, 300, 0, 1}[i])
		if got != want {
			t.Errorf("entry %d: got ids %v, want %v", i, got, want)
		}
	}
	if n.Len() != 303 {
		t.Errorf("got %d ids, want 303", n.Len())
	}
	for id, want := range map[uint32]string{
		0: "", 1: "A", 2: "crowd-1", 301: "crowd-300", 302: "B", 303: "one-1",
	} {
		if got := n.Name(id); got != want {
			t.Errorf("id %d: got %q, want %q", id, got, want)
		}
	}
	got := ""
	n.Groups(func(name string, ids Span, crowd bool) bool {
		got += fmt.Sprintf("%s %v %v; ", name, ids, crowd)
		return name != "B"
	})
	if want := "A {1 1} false; crowd {2 301} true; B {302 302} false; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if name, ids, crowd := n.GroupOf(17); name != "crowd" || ids != (Span{2, 301}) || !crowd {
		t.Errorf("got %s %v %v, want the crowd", name, ids, crowd)
	}
}

func TestFindNames(t *testing.T) {
	var n Names
	n.Add("A", 0)
	n.Add("crowd", 300)
	n.Add("c-2", 5)
	tests := []struct {
		name string
		want Span
	}{
		{"A", Span{1, 1}}, {"crowd", Span{2, 301}}, {"crowd-1", Span{2, 2}},
		{"crowd-300", Span{301, 301}}, {"c-2-5", Span{306, 306}}, {"c-2", Span{302, 306}},
		{"crowd-0", Span{}}, {"crowd-301", Span{}}, {"crowd-01", Span{}}, {"crowd-+1", Span{}},
		{"crowd-", Span{}}, {"crowd-1x", Span{}}, {"crowd-99999999999999999999", Span{}},
		{"A-1", Span{}}, {"", Span{}},
		{"B", Span{}},
	}
	for _, tt := range tests {
		got, ok := n.Find(tt.name)
		if got != tt.want || ok != (tt.want.First > 0) {
			t.Errorf("Find(%q): got %v %v, want %v", tt.name, got, ok, tt.want)
		}
	}
}

func TestEachNameOfAKindIsFound(t *testing.T) {
	for k := Call; k <= Dropped; k++ {
		if got, ok := FindKind(k.String()); !ok || got != k {
			t.Errorf("kind %v: got %v %v", k, got, ok)
		}
		for _, n := range NamesOf(k) {
			if got, ok := FindName(k, n.String()); !ok || got != n {
				t.Errorf("%v %v: got %v %v", k, n, got, ok)
			}
		}
	}
	for _, bad := range []string{"", "run", "end"} {
		if k, ok := FindKind(bad); ok {
			t.Errorf("kind %q: got %v, want none", bad, k)
		}
	}
	for _, r := range Reasons() {
		if got, ok := FindReason(r.String()); !ok || got != r {
			t.Errorf("reason %v: got %v %v", r, got, ok)
		}
	}
}

func TestChainLeadsToTheFirstCause(t *testing.T) {
	tl := handmade()
	got := ""
	for _, r := range tl.Chain(tl.Mark("T4'")) {
		got += fmt.Sprintf("#%d ", r.N)
	}
	if want := "#26 #25 #17 #16 #15 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAClonesLifeIsItsOwn(t *testing.T) {
	tl := handmade()
	clone := tl.Clone()
	want := jsonl(t, tl, true)
	for i := range tl.Records {
		tl.Records[i].At = 0
	}
	tl.Reset()
	tl.List([]uint32{9, 9, 9})
	tl.Text("x")
	if got := jsonl(t, clone, true); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
