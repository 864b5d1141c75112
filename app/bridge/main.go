// Command bridge serves the window's page and its bound structs to a browser on
// this machine, so that end-to-end tests drive the real frontend over the real
// backend. Given a command in place of flags, it runs that as afterword would.
//
// It listens on the loopback address alone, and every call must carry the token
// that it prints at the start.
package main

import (
	"context"
	"os"
	"os/signal"
	"strings"
	"time"
	_ "time/tzdata" // as in the app

	"github.com/afterword-app/afterword/app/cli"
	"github.com/afterword-app/afterword/backend/retro"
)

const version = "bridge"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	args := os.Args[1:]
	var code int
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		environment := cli.Environment{
			In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Clock: retro.Clock(time.Now), Library: os.Getenv("AFTERWORD_LIBRARY"),
		}
		code = cli.Run(ctx, args, version, environment)
	} else {
		code = cli.Report(os.Stderr, serve(ctx, args, os.Stdout, time.Now))
	}
	stop()
	os.Exit(code)
}
