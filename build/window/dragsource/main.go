//go:build smoke

// Command dragsource shows a small window from which the files that it is given
// can be dragged, as from a file manager.
package main

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>
#include <stdlib.h>

static char **addresses;

static void expect(int count) { addresses = calloc(count + 1, sizeof *addresses); }

static void add(int at, char *address) { addresses[at] = address; }

static void give(GtkWidget *widget, GdkDragContext *context, GtkSelectionData *data, guint info, guint time, gpointer unused) {
	gtk_selection_data_set_uris(data, addresses);
}

static void show(void) {
	gtk_init(NULL, NULL);
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_title(GTK_WINDOW(window), "dragsource");
	gtk_window_set_decorated(GTK_WINDOW(window), FALSE);
	gtk_window_set_default_size(GTK_WINDOW(window), 100, 40);
	gtk_window_move(GTK_WINDOW(window), 0, 0);
	GtkWidget *box = gtk_event_box_new();
	gtk_container_add(GTK_CONTAINER(window), box);
	gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
	gtk_drag_source_add_uri_targets(box);
	g_signal_connect(box, "drag-data-get", G_CALLBACK(give), NULL);
	gtk_widget_show_all(window);
	gtk_main();
}
*/
import "C"

import (
	"net/url"
	"os"
)

func main() {
	paths := os.Args[1:]
	C.expect(C.int(len(paths)))
	for i, path := range paths {
		C.add(C.int(i), C.CString((&url.URL{Scheme: "file", Path: path}).String()))
	}
	C.show()
}
