"""A WebKitGTK browser of one window that lets itself be driven (WebKitWebDriver) and keeps its profile in the folder it is given."""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

profile = sys.argv[1]
data = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(profile, "data"),
    base_cache_directory=os.path.join(profile, "cache"),
)
# The certificate is made by the test.
data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE)
data.get_cookie_manager().set_persistent_storage(
    os.path.join(profile, "cookies.sqlite"), WebKit2.CookiePersistentStorage.SQLITE
)
context = WebKit2.WebContext(website_data_manager=data)
context.set_preferred_languages(["vi-VN"])
context.set_automation_allowed(True)


def create_view(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    # A page that is kept in memory while it reads the database holds its transaction, and the pages after it wait for that.
    view.get_settings().set_enable_page_cache(False)
    window = Gtk.Window(default_width=390, default_height=844)
    window.add(view)
    view.connect("close", lambda _view: window.destroy())
    window.show_all()
    return view


def start_automation(_context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("vi-bhyt-test")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect("create-web-view", create_view)
    session.connect("will-close", lambda _session: Gtk.main_quit())


context.connect("automation-started", start_automation)
Gtk.main()
