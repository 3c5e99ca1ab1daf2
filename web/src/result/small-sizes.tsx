/** The picture at its real small sizes in the light and the dark feed, as the server renders it. */
export function SmallSizes({ address }: { readonly address: string }) {
  return (
    <section aria-labelledby="small-sizes">
      <h2 id="small-sizes">At its real size</h2>
      <p className="quiet">
        On a phone 360 pixels wide, in the sidebar 168, in a small list 120, with the duration badge.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by the keyboard */}
      <section className="sheet" tabIndex={0} aria-label="Feed in light and dark">
        <img
          src={address}
          width={744}
          height={612}
          loading="lazy"
          alt="The thumbnail at 360, 168 and 120 pixels in a light and a dark feed"
        />
      </section>
    </section>
  );
}
