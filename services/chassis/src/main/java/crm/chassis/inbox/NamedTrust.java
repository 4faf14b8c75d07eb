package crm.chassis.inbox;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another does, where the certificate is also for the name that was called, as in HTTPS. */
final class NamedTrust extends X509ExtendedTrustManager {

    private static final String BY_NAME = "HTTPS";

    private final X509ExtendedTrustManager signers;

    NamedTrust(X509ExtendedTrustManager signers) {
        this.signers = signers;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket called)) {
            throw new CertificateException("Nobody knows which name was called");
        }
        called.setSSLParameters(byName(called.getSSLParameters()));
        signers.checkServerTrusted(chain, algorithm, called);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine) throws CertificateException {
        engine.setSSLParameters(byName(engine.getSSLParameters()));
        signers.checkServerTrusted(chain, algorithm, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        throw new CertificateException("Nobody knows which name was called");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket) throws CertificateException {
        signers.checkClientTrusted(chain, algorithm, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine) throws CertificateException {
        signers.checkClientTrusted(chain, algorithm, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        signers.checkClientTrusted(chain, algorithm);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return signers.getAcceptedIssuers();
    }

    private static SSLParameters byName(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm(BY_NAME);
        return parameters;
    }
}
