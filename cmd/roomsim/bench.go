package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// newBench is hidden: it measures the product for those who work on it, with the arguments and the
// line of the prototype that shows what this kind of machine can do.
func newBench(t *tool) *cobra.Command {
	return &cobra.Command{
		Use:   "bench hold|hb|small",
		Short: "Measure events a second",
		Long: `Measure events a second in three workloads: hold (the bare agenda), hb (clients that
beat) and small (a short scenario, many times).`,
		Example: `  roomsim bench hold -n 100000 -k 1000000
  roomsim bench hb -m 100000 -dur 1200 -jitter -loss 0.01
  roomsim bench small -runs 20000 -p 2`,
		Hidden:             true,
		DisableFlagParsing: true,
		Args:               cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && (args[0] == "--help" || args[0] == "-h") {
				return cmd.Help()
			}
			line, err := bench(args)
			if err != nil {
				return wrongUsage("bench: %s", err)
			}
			return t.put("", nil, func(w io.Writer, _ paint) error {
				_, err := fmt.Fprintln(w, line)
				return err
			})
		},
	}
}

// bench measures a workload and returns its line.
func bench(args []string) (string, error) {
	if len(args) == 0 {
		return "", fmt.Errorf("no workload; expected hold, hb or small")
	}
	switch args[0] {
	case "hold":
		return benchHold(args[1:])
	case "hb":
		return benchBeats(args[1:])
	case "small":
		return benchSmall(args[1:])
	}
	return "", fmt.Errorf("no workload %q; expected hold, hb or small", args[0])
}

// flags returns the flags of a workload, spelt as the prototype spells them.
func benchFlags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse reads the flags and bounds them from below by 1.
func parseBench(fs *flag.FlagSet, args []string, counts ...*int) error {
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("%q is no flag", fs.Arg(0))
	}
	for _, n := range counts {
		if *n < 1 {
			return fmt.Errorf("%d is less than 1", *n)
		}
	}
	return nil
}

// stopwatch measures wall time and the time of the processors, which is honest on a shared machine.
type stopwatch struct {
	start time.Time
	cpu   time.Duration
}

func startWatch() stopwatch { return stopwatch{time.Now(), cpuTime()} }

func (s stopwatch) read() (wall, cpu time.Duration) {
	return time.Since(s.start), cpuTime() - s.cpu
}

// benchLine gives what hold and hb measure, in the prototype's words.
func benchLine(name string, n, events int, wall, cpu time.Duration, extra string) string {
	perEvent := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(events) }
	return fmt.Sprintf(
		"%s roomsim n=%d events=%d wall=%.4fs cpu=%.4fs rate=%.3fM/s "+
			"ns/ev=%.2f cpu-ns/ev=%.2f rssMB=%s %s",
		name, n, events, wall.Seconds(), cpu.Seconds(), float64(events)/wall.Seconds()/1e6,
		perEvent(wall), perEvent(cpu), peakMB(), extra)
}

// peakMB is the most memory that the process ever had, "?" where the system does not tell.
func peakMB() string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "?"
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb int
			fmt.Sscanf(rest, "%d", &kb)
			return fmt.Sprintf("%.1f", float64(kb)/1024)
		}
	}
	return "?"
}

// useCores bounds the cores in use and returns what undoes it.
func useCores(n int) (undo func()) {
	before := runtime.GOMAXPROCS(n)
	return func() { runtime.GOMAXPROCS(before) }
}
