package model_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/sim"
)

// weatherWord reads what a story does to a link, for as long as its last word says:
//
//	loss 85s, delay 1s 5s, drop 3,4 85s (those messages), jitter 20ms 2s 85s (uniform between),
//	copies 85s (two of each), echo 3s 85s (two of each, one of them so much later)
func weatherWord(t *testing.T, f []string, a *model.Action) {
	to := &a.Link.To
	switch f[2] {
	case "loss":
		a.Link.Keys, to.Loss.Good = model.SetsLoss, sim.NewRatio(1, 1)
	case "delay":
		a.Link.Keys, to.Delay = model.SetsDelay, sim.ConstantLaw(span(t, f[3]))
	case "jitter":
		a.Link.Keys, to.Delay = model.SetsDelay, sim.UniformLaw(span(t, f[3]), span(t, f[4]))
	case "copies":
		a.Link.Keys, to.Duplicate = model.SetsDuplicate, sim.NewRatio(1, 1)
	case "echo":
		a.Link.Keys, to.Duplicate = model.SetsDuplicate|model.SetsReorder, sim.NewRatio(1, 1)
		to.Reorder, to.HeldBack = sim.NewRatio(1, 1), span(t, f[3])
	case "drop":
		a.Link.Keys, to.Drop = model.SetsDrop, &model.Pattern{}
		for n := range strings.SplitSeq(f[3], ",") {
			k, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			to.Drop.At = append(to.Drop.At, uint32(k))
		}
	}
	a.For = span(t, f[len(f)-1])
}

// onStream puts a story on a stream with Linux's waits.
func onStream(more ...func(*model.Settings)) func(*model.Settings) {
	return func(s *model.Settings) {
		s.Stream, s.Resend, s.ResendMost = true, 200*time.Millisecond, time.Minute
		for _, set := range more {
			set(s)
		}
	}
}

// streamStory is a story of what is on the wire of A, from an instant on.
type streamStory struct {
	story
	from, to string // of the wire records that it is about
}

// wires lists what is on a client's wire, one a line, and what the client says: "35.120s A beat",
// "35.320s A beat again", "35.370s > beat" for what arrives, "35.370s x beat: copy" for what does
// not, "35.370s A Logout".
func wires(tl *timeline.Timeline, client timeline.Node, from, to time.Duration) string {
	var lines []string
	for i := range tl.Records {
		r := &tl.Records[i]
		if r.At < sim.Time(from) || r.At > sim.Time(to) || r.Who != client && r.Peer != client {
			continue
		}
		name := r.Name.String()
		switch r.Kind {
		case timeline.Callback:
			lines = append(lines, fmt.Sprintf("%s %s %s%s", r.At, tl.Cast.Who(r.Who), r.Reason,
				r.Flag.Update()))
		case timeline.Sent:
			if again(r) {
				name += " again"
			}
			lines = append(lines, fmt.Sprintf("%s %s %s", r.At, tl.Cast.Who(r.Who), name))
		case timeline.Delivered:
			lines = append(lines, fmt.Sprintf("%s > %s", r.At, name))
		case timeline.Dropped:
			lines = append(lines, fmt.Sprintf("%s x %s: %s", r.At, name, r.Why()))
		}
	}
	return strings.Join(lines, "\n")
}

// brief joins a message that is lost as it leaves with its loss.
func brief(lines string) string {
	var out []string
	for line := range strings.SplitSeq(lines, "\n") {
		f := strings.SplitN(line, " ", 3)
		if n := len(out); n > 0 && f[1] == "x" && strings.HasPrefix(out[n-1], f[0]+" ") &&
			!strings.Contains(out[n-1], " > ") && !strings.Contains(out[n-1], ":") {
			_, why, _ := strings.Cut(line, ": ")
			out[n-1] += ": " + why
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestStreamStories(t *testing.T) {
	for _, s := range streamStories {
		t.Run(s.name, func(t *testing.T) {
			w, err := model.New(s.config(t))
			if err != nil {
				t.Fatal(err)
			}
			tl, err := w.Run(1, 0)
			if err != nil {
				t.Fatal(err)
			}
			got := brief(wires(tl, ann, span(t, s.from), span(t, s.to)))
			if want := tidy(s.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
