r"""The journals of astronomy by the macros that ADS writes in BibTeX (`journal = {\apj}`).

By https://ui.adsabs.harvard.edu/help/actions/journal-macros.
"""

from __future__ import annotations

JOURNALS = {
    "\\aj": "Astronomical Journal",
    "\\actaa": "Acta Astronomica",
    "\\araa": "Annual Review of Astronomy and Astrophysics",
    "\\apj": "Astrophysical Journal",
    "\\apjl": "Astrophysical Journal Letters",
    "\\apjs": "Astrophysical Journal Supplement",
    "\\ao": "Applied Optics",
    "\\apss": "Astrophysics and Space Science",
    "\\aap": "Astronomy and Astrophysics",
    "\\aapr": "Astronomy and Astrophysics Reviews",
    "\\aaps": "Astronomy and Astrophysics Supplement",
    "\\icarus": "Icarus",
    "\\jcap": "Journal of Cosmology and Astroparticle Physics",
    "\\mnras": "Monthly Notices of the Royal Astronomical Society",
    "\\na": "New Astronomy",
    "\\nar": "New Astronomy Reviews",
    "\\pasa": "Publications of the Astronomical Society of Australia",
    "\\pra": "Physical Review A",
    "\\prb": "Physical Review B",
    "\\prc": "Physical Review C",
    "\\prd": "Physical Review D",
    "\\pre": "Physical Review E",
    "\\prl": "Physical Review Letters",
    "\\pasp": "Publications of the Astronomical Society of the Pacific",
    "\\pasj": "Publications of the Astronomical Society of Japan",
    "\\qjras": "Quarterly Journal of the Royal Astronomical Society",
    "\\skytel": "Sky and Telescope",
    "\\solphys": "Solar Physics",
    "\\ssr": "Space Science Reviews",
    "\\nat": "Nature",
    "\\jgr": "Journal of Geophysical Research",
    "\\grl": "Geophysical Research Letters",
    "\\planss": "Planetary and Space Science",
    "\\procspie": "Proceedings of SPIE",
}
