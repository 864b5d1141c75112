package sqlite

// Wrap lets tests hand over errors of the driver that a sound disk never gives.
func Wrap(err error, doing string) error { return wrap(err, doing) }
