package main

import "os"

func main() {
	t := &tool{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(int(t.execute(os.Args[1:])))
}
