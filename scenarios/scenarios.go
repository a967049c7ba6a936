package scenarios

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.yaml profiles/*.yaml weather/*.yaml files/*
var files embed.FS

// Names lists the built-in scenarios in alphabetical order.
func Names() []string { return list(".") }

// Profiles lists the built-in profiles in alphabetical order.
func Profiles() []string { return list("profiles") }

// Weathers lists the built-in weather files in alphabetical order.
func Weathers() []string { return list("weather") }

// Open opens a file that a built-in scenario names, which lies beside the scenarios.
func Open(name string) (fs.File, error) { return files.Open(name) }

// Read returns the text of a built-in scenario.
func Read(name string) ([]byte, bool) { return read(name + ".yaml") }

// ReadProfile returns the text of a built-in profile.
func ReadProfile(name string) ([]byte, bool) { return read("profiles/" + name + ".yaml") }

// ReadWeather returns the text of a built-in weather file.
func ReadWeather(name string) ([]byte, bool) { return read("weather/" + name + ".yaml") }

// File returns the path of a built-in scenario as messages show it.
func File(name string) string { return "scenarios/" + name + ".yaml" }

// ProfileFile returns the path of a built-in profile as messages show it.
func ProfileFile(name string) string { return "scenarios/profiles/" + name + ".yaml" }

// WeatherFile returns the path of a built-in weather file as messages show it.
func WeatherFile(name string) string { return "scenarios/weather/" + name + ".yaml" }

func read(path string) ([]byte, bool) {
	text, err := files.ReadFile(path)
	return text, err == nil
}

func list(dir string) []string {
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names) // by name: ReadDir sorts case2-2026.yaml before case2.yaml
	return names
}
