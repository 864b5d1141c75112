//go:build desktop && webkit2_41

package app

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

static gboolean decide(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer unused) {
	if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
		return FALSE;
	}
	WebKitNavigationAction *action =
		webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	const char *address = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
	if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && g_str_has_prefix(address, "wails://wails/")) {
		return FALSE;
	}
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

static void watch(GtkWidget *widget, gpointer unused) {
	if (WEBKIT_IS_WEB_VIEW(widget)) {
		g_signal_connect(widget, "decide-policy", G_CALLBACK(decide), NULL);
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_forall(GTK_CONTAINER(widget), watch, NULL);
	}
}

static gboolean watch_all(gpointer unused) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *one = windows; one != NULL; one = one->next) {
		watch(GTK_WIDGET(one->data), NULL);
	}
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static void keep_page(void) { g_idle_add(watch_all, NULL); }
*/
import "C"

// keepPage lets the window show nothing but its own page. Wails has no say in
// where WebKitGTK goes: a file that is dropped before the page could answer, or a
// link that slipped through, would take the place of the app, and reach its calls.
func keepPage() { C.keep_page() }
