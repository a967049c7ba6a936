package plots

import (
	"bytes"
	"fmt"
	"os"
	"roomsim/scenarios"
	"testing"
)

func TestProbe(t *testing.T) {
	for _, n := range scenarios.Names() {
		in := new(Inset)
		var b bytes.Buffer
		d, err := in.Swimlane(&b, n, builtIn(t, n), Options{})
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/wtp/"+n+".frag", b.Bytes(), 0o644)
		if b.Len() > 50000 {
			fmt.Println(n, b.Len(), len(in.Style()), len(d.Records))
		}
	}
}
