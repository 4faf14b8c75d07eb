package crm.e2e.platform;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as a login needs: it follows redirects, keeps cookies and fills in the login form. */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(new LocalCookies(), CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(Duration.ofSeconds(5)).build();
    private final URI gateway;

    public Browser(URI gateway) {
        this.gateway = gateway;
    }

    /** Opens a page and fills in the login form that comes instead. */
    public HttpResponse<String> logIn(String path, String user) throws IOException, InterruptedException {
        HttpResponse<String> form = open(path);
        Matcher action = FORM.matcher(form.body());
        if (!action.find()) {
            throw new IllegalStateException("No login form at " + form.uri() + ": " + form.statusCode() + " " + form.body());
        }
        String fields = "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password=crm&credentialId=";
        return client.send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&"))).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(gateway.resolve(path)).header("Accept", "text/html,application/json")
                .timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends JSON as the application's own pages do. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(gateway.resolve(path)).header("Content-Type", "application/json")
                .header("X-CRM-Request", "1").header("Origin", gateway.toString()).timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Keeps cookies as browsers do, for which localhost is as safe as https. */
    private static final class LocalCookies implements CookieStore {

        private final CookieStore kept = new CookieManager().getCookieStore();

        @Override
        public void add(URI uri, HttpCookie cookie) {
            cookie.setSecure(false);
            cookie.setVersion(0);
            kept.add(uri, cookie);
        }

        @Override
        public List<HttpCookie> get(URI uri) {
            return kept.get(uri);
        }

        @Override
        public List<HttpCookie> getCookies() {
            return kept.getCookies();
        }

        @Override
        public List<URI> getURIs() {
            return kept.getURIs();
        }

        @Override
        public boolean remove(URI uri, HttpCookie cookie) {
            return kept.remove(uri, cookie);
        }

        @Override
        public boolean removeAll() {
            return kept.removeAll();
        }
    }
}
