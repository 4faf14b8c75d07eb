// Shows the merged document of all services. Requests tried out here go by the session of this browser.
window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/api/openapi',
    dom_id: '#docs',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    validatorUrl: null,
    persistAuthorization: false,
    requestInterceptor: (request) => {
      request.headers['X-CRM-Request'] = '1';
      return request;
    },
  });
});
